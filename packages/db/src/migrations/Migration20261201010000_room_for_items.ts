import { Migration } from '@mikro-orm/migrations';

export class Migration20261201010000_room_for_items extends Migration {

  override name = 'Migration20261201010000_room_for_items';

  override up(): void | Promise<void> {
    // A run changes all rows of its items, which lie together. Where each has room beside it for its next version, no index is written.
    this.addSql(`alter table "item_facts" set (fillfactor = 50);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "item_facts" reset (fillfactor);`);
  }

}

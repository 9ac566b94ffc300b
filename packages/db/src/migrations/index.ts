import { Migration20261123000000_initial } from "./Migration20261123000000_initial.ts";
import { Migration20261123010000_run_list_indexes } from "./Migration20261123010000_run_list_indexes.ts";
import { Migration20261123020000_run_provenance } from "./Migration20261123020000_run_provenance.ts";
import { Migration20261123172154_run_label } from "./Migration20261123172154_run_label.ts";
import { Migration20261123172732_alerts } from "./Migration20261123172732_alerts.ts";
import { Migration20261123173619_facts } from "./Migration20261123173619_facts.ts";
import { Migration20261128204400_what_a_result_is } from "./Migration20261128204400_what_a_result_is.ts";
import { Migration20261129010000_second_imports } from "./Migration20261129010000_second_imports.ts";
import { Migration20261129084952_transcript } from "./Migration20261129084952_transcript.ts";
import { Migration20261129122355_items_in_facts } from "./Migration20261129122355_items_in_facts.ts";
import { Migration20261129200848_texts_removed } from "./Migration20261129200848_texts_removed.ts";
import { Migration20261129210000_keys } from "./Migration20261129210000_keys.ts";
import { Migration20261130000000_saved_views_and_settings } from "./Migration20261130000000_saved_views_and_settings.ts";
import { Migration20261130100000_several_servers } from "./Migration20261130100000_several_servers.ts";
import { Migration20261130210000_results_before_partitions } from "./Migration20261130210000_results_before_partitions.ts";
import { Migration20261130211000_results_by_quarter } from "./Migration20261130211000_results_by_quarter.ts";
import { Migration20261201010000_room_for_items } from "./Migration20261201010000_room_for_items.ts";

/** Every migration, oldest first. A merged one is frozen. */
export const migrations = [
  Migration20261123000000_initial,
  Migration20261123010000_run_list_indexes,
  Migration20261123020000_run_provenance,
  Migration20261123172154_run_label,
  Migration20261123172732_alerts,
  Migration20261123173619_facts,
  Migration20261128204400_what_a_result_is,
  Migration20261129010000_second_imports,
  Migration20261129084952_transcript,
  Migration20261129122355_items_in_facts,
  Migration20261129200848_texts_removed,
  Migration20261129210000_keys,
  Migration20261130000000_saved_views_and_settings,
  Migration20261130100000_several_servers,
  Migration20261130210000_results_before_partitions,
  Migration20261130211000_results_by_quarter,
  Migration20261201010000_room_for_items,
];

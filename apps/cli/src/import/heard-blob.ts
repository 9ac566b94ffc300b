/**
 * A file's content that tells how many bytes of its stream were taken, as they are taken. What is read by `slice`, as of
 * formats that jump about, is not told.
 */
export class HeardBlob extends Blob {
  private onBytes: (bytes: number) => void;

  /** Nothing of `blob` is copied. */
  constructor(blob: Blob, onBytes: (bytes: number) => void) {
    super([blob]);
    this.onBytes = onBytes;
  }

  /** From now on nothing is told, also of what is being read. */
  mute(): void {
    this.onBytes = () => {};
  }

  override stream() {
    const hear = (bytes: number) => this.onBytes(bytes);
    return super.stream().pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(bytes, controller) {
          hear(bytes.byteLength);
          controller.enqueue(bytes);
        },
      }),
    );
  }
}

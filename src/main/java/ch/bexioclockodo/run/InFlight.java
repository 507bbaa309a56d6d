package ch.bexioclockodo.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one run has given to its database and not seen the end of yet. Everything happens in the
 * order in which it was given; after a failure no further chunk is prepared.
 */
final class InFlight {

  private final AtomicInteger unrecorded = new AtomicInteger();
  private CompletableFuture<Void> latest = CompletableFuture.completedFuture(null);
  private CompletableFuture<List<Sending>> prepared;
  private List<Sending> taken = List.of();
  private boolean recordingHasFailed;

  /** Work that may fail. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws Exception;
  }

  /** Recording, which may fail. */
  @FunctionalInterface
  interface Recording {
    void done(boolean afterAFailure) throws Exception;
  }

  /** Whether a chunk was asked for that nobody has taken. */
  boolean isPrepared() {
    return prepared != null;
  }

  /** Asks for the next chunk. */
  void prepare(Work<List<Sending>> work, Executor threads) {
    prepared = latest.thenApplyAsync(before -> done(work), threads);
    latest = prepared.thenAccept(chunk -> {});
  }

  /** Waits for the chunk that was asked for; it is in flight from now on. */
  List<Sending> take() throws Exception {
    CompletableFuture<List<Sending>> awaited = prepared;
    prepared = null;
    List<Sending> chunk = await(awaited);
    if (!chunk.isEmpty()) {
      unrecorded.incrementAndGet();
    }
    taken = chunk;
    return chunk;
  }

  /** The chunk that was taken last, as long as nobody has had its outcomes recorded. */
  List<Sending> taken() {
    return taken;
  }

  /**
   * Has the outcomes of the chunk in flight recorded, also when something before it has failed; the
   * recording is told whether an earlier one has given up.
   */
  void record(Recording recording, boolean hasRows, Executor threads) {
    taken = List.of();
    latest =
        latest.handleAsync(
            (before, failed) -> {
              try {
                recording.done(recordingHasFailed);
              } catch (Exception e) {
                // Only this chain's threads see it, one after the other.
                recordingHasFailed = true;
                throw new CompletionException(e);
              }
              if (hasRows) {
                unrecorded.decrementAndGet();
              }
              if (failed != null) {
                throw new CompletionException(
                    failed instanceof CompletionException ? failed.getCause() : failed);
              }
              return null;
            },
            threads);
  }

  /** Whether outcomes are open, so that rows may still go back to planned. */
  boolean isUnrecorded() {
    return unrecorded.get() > 0;
  }

  /** Waits until all is done. */
  void await() throws Exception {
    await(latest);
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  private static <T> T done(Work<T> work) {
    try {
      return work.done();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}

package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** A command of the distribution while its process lives. */
final class Child {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;
  private final long startedAt = System.nanoTime();

  Child(ProcessBuilder builder, Path folder) throws IOException {
    out = folder.resolve("stdout");
    err = folder.resolve("stderr");
    process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** What a person pastes into the terminal, with the key that sends it. */
  void paste(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** As the end of a script that was the input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits until standard error holds the text; how long that took since the start. */
  Duration awaitErr(String text) {
    AtomicLong looked = new AtomicLong(-1);
    Awaitility.await("\"" + text + "\" on standard error")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .pollDelay(Duration.ZERO)
        .failFast(() -> !isAlive() && !err().contains(text))
        .until(() -> grown(looked) && err().contains(text));
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Whether there is more than at the last look: a log of megabytes is not read in vain. */
  private boolean grown(AtomicLong looked) throws IOException {
    long size = Files.size(err);
    return looked.getAndSet(size) != size;
  }

  /**
   * Waits for the end; the most memory that was resident meanwhile. Linux keeps it while the
   * process lives; elsewhere it stays unknown.
   */
  String peakMemory(Duration atMost) {
    Path status = Path.of("/proc/" + pid() + "/status");
    AtomicReference<String> peak = new AtomicReference<>("unknown");
    Awaitility.await("the end of the process")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              try {
                Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .ifPresent(line -> peak.set(line.substring("VmHWM:".length()).strip()));
              } catch (IOException gone) {
                return !isAlive();
              }
              return !isAlive();
            });
    return peak.get();
  }

  /** SIGTERM. */
  Child terminate() {
    process.destroy();
    return this;
  }

  /** SIGINT, as Ctrl-C sends it. */
  Child interrupt() throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(pid())).start().waitFor())
        .isZero();
    return this;
  }

  /** SIGKILL; returns when the process is gone. */
  Child kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  Ended ended() {
    return ended(PATIENCE);
  }

  /** Waits for the end; a process that lives longer is killed, and the test fails. */
  Ended ended(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new AssertionError(
            "still alive after " + atMost + "\nout: " + out() + "\nerr: " + err());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return new Ended(process.exitValue(), out(), err());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows on a terminal how far a run has come: a bar, counts and the time that is left; nothing
 * elsewhere.
 */
final class ProgressBar {

  private static final int WIDTH = 30;
  private static final int LINE = 79;
  private static final long EVERY_MILLIS = 200;

  private final PrintWriter err;
  private final Progress progress;
  private final ScheduledExecutorService clock;
  private long writingSince;
  private boolean drawn;

  private ProgressBar(PrintWriter err, Progress progress, boolean shown) {
    this.err = err;
    this.progress = progress;
    clock =
        shown
            ? Executors.newSingleThreadScheduledExecutor(
                work -> {
                  Thread thread = new Thread(work, "bexio-clockodo-progress");
                  thread.setDaemon(true);
                  return thread;
                })
            : null;
    if (shown) {
      clock.scheduleAtFixedRate(this::draw, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  static ProgressBar on(Terminal terminal, Progress progress, boolean json) {
    return new ProgressBar(terminal.err(), progress, Terminal.isWatched() && !json);
  }

  private void draw() {
    Progress.Snapshot now = progress.now();
    if (now.phase() == Progress.Phase.WRITING && writingSince == 0) {
      writingSince = System.nanoTime();
    }
    err.print("\r" + pad(line(now, writingSince == 0 ? 0 : System.nanoTime() - writingSince)));
    err.flush();
    drawn = true;
  }

  static String line(Progress.Snapshot now, long nanosWriting) {
    if (now.phase() == Progress.Phase.READING) {
      return Messages.text("cli.reading", String.valueOf(now.done()));
    }
    int filled = now.total() == 0 ? WIDTH : (int) (WIDTH * now.done() / now.total());
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    String left =
        now.done() == 0
            ? "–"
            : Hours.text(nanosWriting / now.done() * (now.total() - now.done()) / 1_000_000_000);
    return Messages.text(
        "cli.writing", bar, String.valueOf(now.done()), String.valueOf(now.total()), left);
  }

  private static String pad(String line) {
    return line.length() >= LINE ? line : line + " ".repeat(LINE - line.length());
  }

  /** Ends drawing and clears the line. */
  void stop() {
    if (clock != null) {
      clock.shutdownNow();
      if (drawn) {
        err.print("\r" + " ".repeat(LINE) + "\r");
        err.flush();
      }
    }
  }
}

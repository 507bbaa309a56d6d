package ch.bexioclockodo.sandbox;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the sandbox alone, prints where it is and with which credentials, and keeps it up. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Serves the simulated bexio and clockodo until it is terminated.")
final class SandboxMain implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--bexio-port", defaultValue = "0", description = "0 is any free port")
  int bexioPort;

  @Option(names = "--clockodo-port", defaultValue = "0", description = "0 is any free port")
  int clockodoPort;

  @Option(names = "--issuer-port", defaultValue = "0", description = "0 is any free port")
  int issuerPort;

  @Option(
      names = "--control-port",
      defaultValue = "0",
      description = "journal, faults and tables over HTTP; 0 is any free port")
  int controlPort;

  @Option(names = "--seed", defaultValue = "42", description = "of the generated rows")
  long seed;

  @Option(
      names = "--start",
      defaultValue = "2026-11-20T08:00:00Z",
      description = "instant at which the sandbox's clock starts")
  Instant start;

  @Option(names = "--scale", defaultValue = "1", description = "sandbox seconds per real second")
  double scale;

  @Option(names = "--no-limits", description = "without rate limits")
  boolean noLimits;

  @Option(names = "--journal", defaultValue = "full", description = "full, counts or a file")
  String journal;

  @Option(
      names = "--data",
      defaultValue = "company",
      description =
          "company, empty, entries:N, or master:C,P,S for so many contacts, projects and services"
              + " in bexio and none in clockodo")
  String data;

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new SandboxMain())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  // A port in use or a journal that cannot be written needs no stack trace.
                  Throwable cause = e.getCause() == null ? e : e.getCause();
                  command.getErr().println(e.getMessage() + ": " + cause.getMessage());
                  return command.getCommandSpec().exitCodeOnExecutionException();
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Sandbox sandbox = builder().start()) {
      SandboxServer control = sandbox.control(controlPort);
      control.start();
      CountDownLatch terminated = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(terminated::countDown));
      print(sandbox, control.port(), spec.commandLine().getOut());
      terminated.await();
      control.stop();
    }
    return 0;
  }

  Sandbox.Builder builder() {
    Sandbox.Builder builder =
        Sandbox.builder()
            .bexioPort(bexioPort)
            .clockodoPort(clockodoPort)
            .issuerPort(issuerPort)
            .seed(seed)
            .clock(start, scale)
            .limits(!noLimits)
            .data(data(data));
    return switch (journal) {
      case "full" -> builder.journal(JournalMode.FULL);
      case "counts" -> builder.journal(JournalMode.COUNTS);
      default -> builder.journalFile(Path.of(journal));
    };
  }

  private SandboxData data(String name) {
    if (name.matches("entries:\\d{1,8}")) {
      return SandboxData.entries(Integer.parseInt(name.substring("entries:".length())));
    }
    if (name.matches("master:\\d{1,8},\\d{1,8},\\d{1,8}")) {
      int[] counts =
          Arrays.stream(name.substring("master:".length()).split(","))
              .mapToInt(Integer::parseInt)
              .toArray();
      return SandboxData.masterData(counts[0], counts[1], counts[2]);
    }
    return switch (name) {
      case "company" -> SandboxData.company();
      case "empty" -> SandboxData.empty();
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--data is company, empty, entries:N or master:C,P,S, not " + name);
    };
  }

  /** Lines to copy into the settings of a connector. */
  static void print(Sandbox sandbox, int controlPort, PrintWriter out) {
    out.println("bexio-clockodo.bexio.url=" + sandbox.bexioUrl());
    out.println("bexio-clockodo.bexio.token=" + Sandbox.BEXIO_TOKEN);
    out.println("# or instead of the token:");
    out.println("#bexio-clockodo.bexio.issuer=" + sandbox.issuerUrl());
    out.println("#bexio-clockodo.bexio.client-id=" + Sandbox.BEXIO_CLIENT_ID);
    out.println("#bexio-clockodo.bexio.client-secret=" + Sandbox.BEXIO_CLIENT_SECRET);
    out.println("bexio-clockodo.clockodo.url=" + sandbox.clockodoUrl());
    out.println("bexio-clockodo.clockodo.user=" + Sandbox.CLOCKODO_USER);
    out.println("bexio-clockodo.clockodo.api-key=" + Sandbox.CLOCKODO_API_KEY);
    out.println("bexio-clockodo.clockodo.application=sandbox;sandbox@example.com");
    out.println("# control: http://127.0.0.1:" + controlPort + "/journal");
    out.println("# a user without rights: " + Sandbox.CLOCKODO_WORKER_USER);
    out.println("# and the key of that user: " + Sandbox.CLOCKODO_WORKER_API_KEY);
    out.flush();
  }
}

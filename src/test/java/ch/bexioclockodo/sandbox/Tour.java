package ch.bexioclockodo.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows the main job to somebody new: starts the sandbox company and runs the built distribution on
 * it as a user would, import, preview, export of September 2026; or, with the property {@code
 * serve}, keeps both up and leaves the rest to whoever opens the console. All data lives under the
 * folder it is given.
 */
public final class Tour {

  private final Path distribution;
  private final Path folder;
  private final PrintWriter out =
      new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private Tour(Path distribution, Path folder) {
    this.distribution = distribution;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new Tour(Path.of(args[0]), Path.of(args[1])).run();
  }

  private void run() throws IOException, InterruptedException {
    clean();
    boolean serves = System.getProperty("serve") != null;
    try (Sandbox sandbox =
        Sandbox.builder().data(SandboxData.company()).journal(JournalMode.COUNTS).start()) {
      Files.write(
          folder.resolve("application.properties"),
          List.of(
              "bexio-clockodo.bexio.url=" + sandbox.bexioUrl(),
              // Whoever opens the console connects first, as with a real bexio.
              "bexio-clockodo.bexio.token=" + (serves ? "" : Sandbox.BEXIO_TOKEN),
              "bexio-clockodo.bexio.issuer=" + sandbox.issuerUrl(),
              "bexio-clockodo.bexio.client-id=" + Sandbox.BEXIO_CLIENT_ID,
              "bexio-clockodo.bexio.client-secret=" + Sandbox.BEXIO_CLIENT_SECRET,
              "bexio-clockodo.clockodo.url=" + sandbox.clockodoUrl(),
              "bexio-clockodo.clockodo.user=" + Sandbox.CLOCKODO_USER,
              "bexio-clockodo.clockodo.api-key=" + Sandbox.CLOCKODO_API_KEY,
              "bexio-clockodo.clockodo.application=sandbox;sandbox@example.com",
              "bexio-clockodo.db.url=jdbc:h2:file:./data/db"));
      if (serves) {
        command("serve");
        return;
      }
      command("import");
      command("export", "--preview", "--from", "2026-09-01", "--to", "2026-09-30");
      command("export", "--from", "2026-09-01", "--to", "2026-09-30");
    }
  }

  /** Runs one command; 1 is no failure here, since the company has rows that need a person. */
  private void command(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(distribution.resolve("bexio-clockodo.jar").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", folder.resolve("application.properties").toString()));
    out.println("\n$ bexio-clockodo " + String.join(" ", arguments));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status > 1) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + status);
    }
  }

  private void clean() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}

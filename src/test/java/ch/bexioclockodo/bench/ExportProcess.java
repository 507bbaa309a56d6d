package ch.bexioclockodo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An export as a user starts it: the built distribution in a process of its own. */
final class ExportProcess {

  private final Process process;
  private final Path folder;

  /**
   * @param folder where its settings are; what it prints goes there too
   * @param options of its JVM
   * @param arguments after {@code export}
   */
  ExportProcess(Path distribution, Path folder, List<String> options, List<String> arguments)
      throws IOException {
    this.folder = folder;
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.add("-jar");
    line.add(distribution.resolve("bexio-clockodo.jar").toString());
    line.add("export");
    line.addAll(arguments);
    line.add("--config");
    line.add(folder.resolve("application.properties").toString());
    process =
        new ProcessBuilder(line)
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
  }

  Process process() {
    return process;
  }

  /** Waits for its end, which must be one of these. */
  void mustEndWith(Integer... statuses) throws IOException, InterruptedException {
    int status = process.waitFor();
    if (!List.of(statuses).contains(status)) {
      throw new IllegalStateException(
          "the export ended with "
              + status
              + ": "
              + tail(folder.resolve("stderr"))
              + tail(folder.resolve("stdout")));
    }
  }

  private static String tail(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(Math.max(0, text.length() - 2000));
  }
}

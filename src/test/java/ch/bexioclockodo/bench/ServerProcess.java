package ch.bexioclockodo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The benchmark server in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  ServerProcess() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BenchServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    port = Integer.parseInt(out.readLine());
  }

  int port() {
    return port;
  }

  /** bexio, which answers each POST so many milliseconds later. */
  String bexio(int delay) {
    return "http://127.0.0.1:" + port + "/d" + delay;
  }

  /** Another company of bexio, so that what is sent there is not found beside what is planned. */
  String elsewhere(int delay) {
    return "http://127.0.0.1:" + port + "/e" + delay;
  }

  /** clockodo, with so many entries in each month. */
  String clockodo(int entries) {
    return "http://127.0.0.1:" + port + "/n" + entries + "/api";
  }

  @Override
  public void close() {
    process.destroy();
  }
}

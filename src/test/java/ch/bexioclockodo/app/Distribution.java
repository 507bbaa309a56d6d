package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.JournalMode;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The built distribution with settings, database and home of its own; each command is a process.
 */
final class Distribution implements AutoCloseable {

  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;

  private static final String DATABASE = "database/connector";
  private static final int LINKED_ENTRIES = 1;

  private static byte[] linkedDatabase;

  private final Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<String> before = new ArrayList<>();
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private Path jar = dist().resolve("bexio-clockodo.jar");

  static {
    // Tests look into databases of children; the server that this may start stays on this machine.
    System.setProperty("h2.bindAddress", "127.0.0.1");
  }

  /** Settings that point at a sandbox, in a folder that nobody else uses. */
  Distribution(Path folder, Sandbox sandbox) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("tmp"));
    jvm("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    set("bexio.url", sandbox.bexioUrl());
    set("bexio.token", Sandbox.BEXIO_TOKEN);
    set("clockodo.url", sandbox.clockodoUrl());
    set("clockodo.user", Sandbox.CLOCKODO_USER);
    set("clockodo.api-key", Sandbox.CLOCKODO_API_KEY);
    set("clockodo.application", "test;test@example.com");
    set("db.url", "jdbc:h2:file:./" + DATABASE);
    set("http.port", String.valueOf(freePort()));
  }

  /**
   * A port that nobody listens on, since several of these serve at the same time; none of those
   * that the system gives to whoever asks for any, because it is taken only seconds later.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }

  /** Where {@code bexio-clockodo.jar} lies. */
  static Path dist() {
    return Path.of(System.getProperty("bexio-clockodo.distribution", "target/dist"))
        .toAbsolutePath();
  }

  /**
   * As if the master data of {@link SandboxData#entries} had been imported already; the import is
   * made once for all tests.
   */
  Distribution linked() throws IOException {
    Path file = folder.resolve(DATABASE + ".mv.db");
    Files.createDirectories(file.getParent());
    Files.write(file, linkedDatabase());
    return this;
  }

  private static synchronized byte[] linkedDatabase() throws IOException {
    if (linkedDatabase == null) {
      Path temporary = Files.createTempDirectory("bexio-clockodo-linked");
      try (Sandbox sandbox =
              Sandbox.builder()
                  .data(SandboxData.entries(LINKED_ENTRIES))
                  .limits(false)
                  .journal(JournalMode.COUNTS)
                  .start();
          Distribution first = new Distribution(temporary, sandbox)) {
        Ended imported = first.run("import");
        if (imported.status() != 0) {
          throw new AssertionError("the import for linked databases failed: " + imported);
        }
        linkedDatabase = Files.readAllBytes(temporary.resolve(DATABASE + ".mv.db"));
      } finally {
        try (Stream<Path> files = Files.walk(temporary)) {
          files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    }
    return linkedDatabase;
  }

  /** As a person connects it, instead of a token in the settings. */
  Distribution byConsent(Sandbox sandbox) {
    set("bexio.token", null);
    set("bexio.issuer", sandbox.issuerUrl());
    set("bexio.client-id", Sandbox.BEXIO_CLIENT_ID);
    return set("bexio.client-secret", Sandbox.BEXIO_CLIENT_SECRET);
  }

  /** Where bexio's issuer sends a person back to. */
  URI callback() {
    return URI.create(
        "http://localhost:"
            + settings.get("bexio-clockodo.http.port")
            + "/bexio-clockodo/connection/callback");
  }

  /** A setting without its prefix; null takes it out. */
  Distribution set(String key, String value) {
    if (value == null) {
      settings.remove("bexio-clockodo." + key);
    } else {
      settings.put("bexio-clockodo." + key, value);
    }
    return this;
  }

  Distribution jvm(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  /** No file that its processes write grows beyond this; to them the disk is full. */
  Distribution fullDiskAt(long kilobytes) {
    before.addAll(List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash"));
    return this;
  }

  Distribution emptyDisk() {
    before.clear();
    return this;
  }

  /**
   * Its processes end by SIGINT as in a terminal, although they inherit that it is ignored from
   * tests that a shell runs in the background; no shell takes that back, GNU's env does.
   */
  Distribution heedingInterrupts() throws IOException {
    if (interruptsAreIgnored()) {
      before.addAll(List.of("env", "--default-signal=INT"));
    }
    return this;
  }

  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
            .anyMatch(ignored -> (ignored & 2) != 0);
  }

  Distribution environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Another jar than the built one. */
  Distribution jar(Path file) {
    jar = file;
    return this;
  }

  Path folder() {
    return folder;
  }

  Path settingsFile() {
    return folder.resolve("settings.properties");
  }

  /** Starts a command in this folder, with these settings unless it names others. */
  Child start(String... arguments) throws IOException {
    return startIn(folder, arguments);
  }

  Child startIn(Path directory, String... arguments) throws IOException {
    write();
    List<String> line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Duser.home=" + folder);
    line.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    line.addAll(jvmOptions);
    line.add("-jar");
    line.add(jar.toString());
    line.addAll(List.of(arguments));
    if (Arrays.stream(arguments).noneMatch("--config"::equals)) {
      line.add("--config");
      line.add(settingsFile().toString());
    }
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("BEXIO_CLOCKODO"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Child child = new Child(builder, Files.createTempDirectory(folder, "command"));
    children.add(child);
    return child;
  }

  /** Starts a command and waits for its end. */
  Ended run(String... arguments) throws IOException {
    return start(arguments).ended();
  }

  /** How large the file of the database is. */
  long databaseKilobytes() throws IOException {
    return Files.size(folder.resolve(DATABASE + ".mv.db")) / 1024;
  }

  /** As if the 90 seconds of a dead owner's lease had passed. */
  void letTheLeaseEnd() throws SQLException {
    try (Connection database = database();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update bexio_clockodo.run_lock set lease_until = timestamp with time zone"
              + " '2026-01-01 00:00:00Z'");
    }
  }

  /**
   * The same settings, routes and database in this process, which is as good as another and starts
   * faster.
   */
  Connector inThisProcess() throws IOException {
    write();
    return Connector.start(
        SettingsFile.read(settingsFile()), dist().resolve("routes"), false, Database.PATIENT);
  }

  /** The database of this distribution, open beside whoever uses it. */
  Connection database() throws SQLException {
    return DriverManager.getConnection(
        Database.url("jdbc:h2:file:./" + DATABASE, folder) + ";IFEXISTS=TRUE", "", "");
  }

  /** Ends every process that is still there. */
  @Override
  public void close() {
    children.forEach(Child::kill);
  }

  private void write() throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(settingsFile())) {
      properties.store(writer, null);
    }
  }
}

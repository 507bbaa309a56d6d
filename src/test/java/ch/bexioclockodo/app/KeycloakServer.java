package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.TokenCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;

/** A real Keycloak with the realm of the test resources, as a process of its own. */
final class KeycloakServer implements AutoCloseable {

  static final String CLIENT = "connector";
  static final String CLIENT_SECRET = "connectors-secret";
  static final String USER = "nadia";
  static final String PASSWORD = "nadias-password";

  private static final String ADMIN = "admin";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final String url;

  private KeycloakServer(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /** The zip, if it is at hand. */
  static Optional<Path> zip() {
    return Optional.ofNullable(System.getProperty("keycloak.zip"))
        .map(Path::of)
        .filter(Files::exists);
  }

  /**
   * @param folder where it is unpacked, once for all builds; its data is new each time
   */
  static KeycloakServer start(Path zip, Path folder) throws IOException {
    Path home =
        folder.resolve(
            zip.getFileName().toString().replaceAll("^keycloak-quarkus-dist-|\\.zip$", ""));
    if (!Files.exists(home.resolve("unpacked"))) {
      unpack(zip, home);
      Files.createFile(home.resolve("unpacked"));
    }
    empty(home.resolve("data"));
    Path realm = home.resolve("data/import/bexio-realm.json");
    Files.createDirectories(realm.getParent());
    try (InputStream resource =
        KeycloakServer.class.getResourceAsStream("/keycloak/bexio-realm.json")) {
      Files.copy(resource, realm, StandardCopyOption.REPLACE_EXISTING);
    }
    int port = Distribution.freePort();
    Path log = folder.resolve("keycloak.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + Distribution.freePort(),
                "--log-level=INFO,org.keycloak.events:debug")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    KeycloakServer server = new KeycloakServer(builder.start(), log, "http://127.0.0.1:" + port);
    try {
      Awaitility.await("Keycloak, see " + log)
          .atMost(STARTS_WITHIN)
          .failFast(() -> !server.process.isAlive())
          .ignoreExceptions()
          .until(() -> server.get(server.issuer() + "/.well-known/openid-configuration") == 200);
    } catch (RuntimeException | Error tooSlow) {
      server.close();
      throw tooSlow;
    }
    return server;
  }

  String issuer() {
    return url + "/realms/bexio";
  }

  /** Accepts its access tokens as bexio does: signed by it, and not ended. */
  TokenCheck tokens() {
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.RS256,
              JWKSourceBuilder.create(
                      URI.create(issuer() + "/protocol/openid-connect/certs").toURL())
                  .build()));
      return token -> {
        try {
          return Optional.of(
              Set.of(processor.process(token, null).getStringClaim("scope").split(" ")));
        } catch (Exception notOurs) {
          return Optional.empty();
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a refresh token was used, whether that went well or not. */
  long refreshes() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("type=\"REFRESH_TOKEN")).count();
    }
  }

  /** The person takes the app out of their account: consent and tokens end. */
  void takeConsentBack() throws IOException, InterruptedException {
    String admin = url + "/admin/realms/bexio/users";
    String token = adminToken();
    String user = json(admin + "?username=" + USER, token).get(0).get("id").asText();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(admin + "/" + user + "/consents/" + CLIENT))
            .header("Authorization", "Bearer " + token)
            .DELETE()
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 204) {
      throw new AssertionError("the consent is still there: " + status);
    }
  }

  private String adminToken() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=password&client_id=admin-cli&username="
                        + ADMIN
                        + "&password="
                        + ADMIN))
            .build();
    return mapper
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .get("access_token")
        .asText();
  }

  private JsonNode json(String address, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .build();
    return mapper.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** How it answers whoever shows this access token. */
  int userinfo(String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/userinfo"))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private int get(String address) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void unpack(Path zip, Path home) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        // Everything lies in one folder, which is named after the version.
        Path inner = Path.of(entry.getName());
        Path target =
            inner.getNameCount() == 1 ? home : home.resolve(inner.subpath(1, inner.getNameCount()));
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

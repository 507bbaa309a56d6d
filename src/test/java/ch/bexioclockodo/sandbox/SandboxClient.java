package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plain client for the sandbox's own tests, with the right headers unless told otherwise. */
final class SandboxClient {

  /** An answer; the body is null when it is no JSON. */
  record Reply(int status, JsonNode json, String text, HttpHeaders headers) {

    String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    JsonNode at(String pointer) {
      return json.at(pointer);
    }
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private SandboxClient(String url) {
    this.url = url;
  }

  static SandboxClient bexio(Sandbox sandbox) {
    return new SandboxClient(sandbox.bexioUrl())
        .with("Authorization", "Bearer " + Sandbox.BEXIO_TOKEN)
        .with("Accept", "application/json");
  }

  static SandboxClient clockodo(Sandbox sandbox) {
    return clockodo(sandbox, Sandbox.CLOCKODO_USER, Sandbox.CLOCKODO_API_KEY);
  }

  static SandboxClient worker(Sandbox sandbox) {
    return clockodo(sandbox, Sandbox.CLOCKODO_WORKER_USER, Sandbox.CLOCKODO_WORKER_API_KEY);
  }

  static SandboxClient clockodo(Sandbox sandbox, String user, String key) {
    byte[] pair = (user + ":" + key).getBytes(StandardCharsets.UTF_8);
    return new SandboxClient(sandbox.clockodoUrl())
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
        .with("X-Clockodo-External-Application", "test;test@example.com");
  }

  static SandboxClient at(String url) {
    return new SandboxClient(url);
  }

  /** A client that differs in one header; null leaves it out. */
  SandboxClient with(String name, String value) {
    SandboxClient other = new SandboxClient(url);
    other.headers.putAll(headers);
    other.headers.put(name, value);
    return other;
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  /** Name and value pairs behind the path. */
  Reply get(String path, String... query) {
    StringBuilder whole = new StringBuilder(path);
    for (int i = 0; i < query.length; i += 2) {
      whole
          .append(i == 0 ? '?' : '&')
          .append(encode(query[i]))
          .append('=')
          .append(encode(query[i + 1]));
    }
    return get(whole.toString());
  }

  Reply post(String path, Object body) {
    return send("POST", path, body == null ? null : Json.node(body).toString());
  }

  Reply put(String path, Object body) {
    return send("PUT", path, Json.node(body).toString());
  }

  Reply delete(String path) {
    return send("DELETE", path, null);
  }

  Reply send(String method, String path, String body) {
    try {
      return sendOrThrow(method, path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply sendOrThrow(String method, String path, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(10))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(
        (name, value) -> {
          if (value != null) {
            request.header(name, value);
          }
        });
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      byte[] bytes = response.body();
      return new Reply(
          response.statusCode(),
          bytes.length == 0 ? null : Json.parseOrNull(bytes),
          new String(bytes, StandardCharsets.UTF_8),
          response.headers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

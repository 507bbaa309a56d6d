package ch.bexioclockodo.app;

import ch.bexioclockodo.console.ConsoleAddress;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser at the console: keeps cookies, and sends forms with what stands in them. */
final class ConsoleClient {

  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
  private static final Pattern LEAVE = Pattern.compile("class=\"button\" href=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String home;
  private final String origin;
  private String token = "";
  private String languages = "en";

  ConsoleClient(int port) {
    origin = "http://localhost:" + port;
    home = origin + ConsoleAddress.BASE;
  }

  /** What the browser says it prefers. */
  ConsoleClient speaking(String accepted) {
    languages = accepted;
    return this;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Sends a form with the token of the last page that had one, as a browser would. */
  HttpResponse<String> post(String path, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    for (int index = 0; index < fields.length; index += 2) {
      form.put(fields[index], fields[index + 1]);
    }
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Where an answer sends the browser to, below the console. */
  String sentTo(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(to -> to.replaceFirst("^" + ConsoleAddress.BASE, ""))
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  /** The address of bexio on a page that sends a person there. */
  URI leave(HttpResponse<String> page) {
    Matcher link = LEAVE.matcher(page.body());
    if (!link.find()) {
      throw new AssertionError(page.statusCode() + " " + page.body());
    }
    return URI.create(link.group(1).replace("&amp;", "&"));
  }

  Map<String, String> cookies() {
    return cookies;
  }

  String token() {
    return token;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home + path));
    request.header("Accept-Language", languages);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String header : answer.headers().allValues("Set-Cookie")) {
      HttpCookie.parse(header).forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
    }
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

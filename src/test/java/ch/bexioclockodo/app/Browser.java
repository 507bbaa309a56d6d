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

/** A person with a browser: follows addresses, fills in the login form, and stops where told. */
final class Browser {

  private static final Pattern FORM =
      Pattern.compile(
          "<form[^>]*\\baction=\"([^\"]+)\"[^>]*method=\"post\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");
  private static final int MOST_STEPS = 10;

  /**
   * As browsers do, and Java's own jar does not, secure ones go to this machine without TLS too.
   */
  private final Map<String, String> cookies = new LinkedHashMap<>();

  private final HttpClient client = HttpClient.newHttpClient();
  private String user = "";
  private String password = "";

  Browser() {}

  Browser(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** Opens an address; the address of ours where that ends, not called yet. */
  URI open(URI address) throws IOException, InterruptedException {
    HttpRequest request = to(address).GET().build();
    for (int step = 0; step < MOST_STEPS; step++) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      keepCookies(answer);
      if (answer.statusCode() / 100 == 3) {
        URI next = request.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
        if (next.getPath().equals(ConsoleAddress.CALLBACK)) {
          return next;
        }
        request = to(next).GET().build();
      } else {
        request = submit(request.uri(), answer.body());
      }
    }
    throw new AssertionError("no end in sight at " + request.uri());
  }

  private HttpRequest.Builder to(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private void keepCookies(HttpResponse<?> answer) {
    for (String header : answer.headers().allValues("Set-Cookie")) {
      for (HttpCookie cookie : HttpCookie.parse(header)) {
        if (cookie.getMaxAge() == 0) {
          cookies.remove(cookie.getName());
        } else {
          cookies.put(cookie.getName(), cookie.getValue());
        }
      }
    }
  }

  private HttpRequest submit(URI page, String html) {
    Matcher form = FORM.matcher(html);
    if (!form.find()) {
      throw new AssertionError("no form on " + page + ": " + html);
    }
    StringBuilder hidden = new StringBuilder();
    Matcher field = HIDDEN.matcher(html);
    while (field.find()) {
      hidden
          .append('&')
          .append(encoded(field.group(1)))
          .append('=')
          .append(encoded(field.group(2)));
    }
    String fields =
        "username=" + encoded(user) + "&password=" + encoded(password) + "&accept=Yes" + hidden;
    return to(page.resolve(form.group(1).replace("&amp;", "&")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(fields))
        .build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

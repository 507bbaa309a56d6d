package ch.bexioclockodo.app;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser: follows addresses, fills in the login form, and stops where told. */
final class Browser {

  private static final Pattern FORM =
      Pattern.compile(
          "<form[^>]*\\baction=\"([^\"]+)\"[^>]*method=\"post\"", Pattern.CASE_INSENSITIVE);
  private static final int MOST_STEPS = 10;

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();
  private String user = "";
  private String password = "";

  Browser() {}

  Browser(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** Opens an address; the address of ours where that ends, not called yet. */
  URI open(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).GET().build();
    for (int step = 0; step < MOST_STEPS; step++) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 3) {
        URI next = request.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
        if (next.getPath().equals(ConnectionPages.CALLBACK)) {
          return next;
        }
        request = HttpRequest.newBuilder(next).GET().build();
      } else {
        request = submit(request.uri(), answer.body());
      }
    }
    throw new AssertionError("no end in sight at " + request.uri());
  }

  private HttpRequest submit(URI page, String html) {
    Matcher form = FORM.matcher(html);
    if (!form.find()) {
      throw new AssertionError("no form on " + page + ": " + html);
    }
    String fields = "username=" + encoded(user) + "&password=" + encoded(password) + "&accept=Yes";
    return HttpRequest.newBuilder(page.resolve(form.group(1).replace("&amp;", "&")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(fields))
        .build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Messages;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** Reads of a request what the console needs, and refuses what is too large or not a form. */
final class RequestReader {

  private static final int LONGEST_QUERY = 4096;
  private static final int LARGEST_FORM = 16 * 1024;
  private static final int MOST_FIELDS = 100;
  private static final String FORM = "application/x-www-form-urlencoded";

  private RequestReader() {}

  static Map<String, String> query(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null) {
      return Map.of();
    }
    if (query.length() > LONGEST_QUERY) {
      throw new Refused(Refused.TOO_LARGE, Messages.text("page.too-large"));
    }
    return fields(query);
  }

  static Map<String, String> form(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (request.getContentLengthLong() > LARGEST_FORM) {
      throw new Refused(Refused.TOO_LARGE, Messages.text("page.too-large"));
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_FORM + 1);
    if (body.length > LARGEST_FORM) {
      throw new Refused(Refused.TOO_LARGE, Messages.text("page.too-large"));
    }
    if (type == null || !type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals(FORM)) {
      throw new Refused(Refused.OTHER_CONTENT, Messages.text("page.no-form"));
    }
    return fields(new String(body, StandardCharsets.US_ASCII));
  }

  /** Each field once: of two values nobody could say which one was meant. */
  private static Map<String, String> fields(String text) {
    List<NameValuePair> pairs = WWWFormCodec.parse(text, StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    for (NameValuePair pair : pairs) {
      String value = pair.getValue() == null ? "" : pair.getValue();
      if (fields.put(pair.getName(), value) != null || fields.size() > MOST_FIELDS) {
        throw new Refused(Refused.WRONG, Messages.text("page.malformed"));
      }
    }
    return fields;
  }

  static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return Optional.ofNullable(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** The language that a cookie names, or that the browser prefers; else English. */
  static Locale language(String chosen, HttpServletRequest request) {
    List<Locale> spoken = Messages.languages();
    Optional<Locale> wanted =
        spoken.stream().filter(language -> language.getLanguage().equals(chosen)).findFirst();
    String accepted = request.getHeader("Accept-Language");
    if (wanted.isPresent() || accepted == null) {
      return wanted.orElse(Locale.ENGLISH);
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(accepted), spoken);
      return best == null ? Locale.ENGLISH : best;
    } catch (IllegalArgumentException malformed) {
      return Locale.ENGLISH;
    }
  }
}

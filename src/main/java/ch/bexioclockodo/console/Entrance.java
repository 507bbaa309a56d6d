package ch.bexioclockodo.console;

import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.FailureText;
import ch.bexioclockodo.run.Messages;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Variable;
import org.apache.camel.http.common.HttpMessage;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door of the console: lets in who calls it by its own name, takes orders only from its own
 * pages, and writes every answer.
 */
public final class Entrance extends ConnectorBean implements Processor {

  /** The exchange variable that carries the visit from step to step. */
  public static final String VISIT = "bexioClockodoVisit";

  /** The exchange variable with the query as it was sent. */
  static final String QUERY = "bexioClockodoQuery";

  static final String COOKIE = "bexio-clockodo";

  private static final String REQUEST = "bexioClockodoRequest";
  private static final String RESPONSE = "bexioClockodoResponse";

  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final String LANGUAGE = "lang";
  private static final String LANGUAGE_COOKIE = "bexio-clockodo-lang";
  private static final int YEAR_SECONDS = 365 * 24 * 3600;
  private static final int UNPROCESSABLE = 422;

  /** What comes from bexio begins on another site; all other orders begin here. */
  private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

  /** Nothing of other hosts, no inline script or style, in nobody's frame. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          // With no-referrer a browser would hide the origin of our own orders too.
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Sessions sessions = new Sessions();
  private final Logins logins = new Logins();
  private volatile String offered = "/";
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Entrance.class.getClassLoader(), Entrance.class.getPackageName());

  /** From now on only the pages below a path are offered; a command that ends soon asks for it. */
  public void offerOnly(String path) {
    offered = path;
  }

  /**
   * Reads the request and decides whether it gets any further. Called as a processor: a bean's
   * parameters would make Camel read the whole body first, however large.
   */
  @Override
  public void process(Exchange exchange) throws IOException {
    HttpMessage message = exchange.getMessage(HttpMessage.class);
    HttpServletRequest request = message.getRequest();
    HttpServletResponse response = message.getResponse();
    // Whoever asked the servlet's own message for its body would read all of it, however large.
    exchange.setMessage(new DefaultMessage(exchange));
    exchange.setProperty(REQUEST, request);
    exchange.setProperty(RESPONSE, response);
    HEADERS.forEach(response::setHeader);
    String base = request.getContextPath() + request.getServletPath();
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    Locale language =
        RequestReader.language(
            RequestReader.cookie(request, LANGUAGE_COOKIE).orElse(null), request);
    Messages.answerIn(language);
    Visit nowhere = new Visit("", null, Map.of(), language, base, path, Visit.Session.NONE, false);
    exchange.setVariable(VISIT, nowhere);
    if (!ConsolePages.isProbe(path)) {
      refuseStrangers(request);
    }
    ConsolePages.Found found = find(request.getMethod(), path);
    String name = RequestReader.cookie(request, COOKIE).filter(Sessions::isName).orElse(null);
    Map<String, String> fields;
    if (ConsolePages.POST.equals(found.page().method())) {
      fields = RequestReader.form(request);
      if (name == null || !sessions.isToken(name, fields.get("token"))) {
        throw new Refused(Refused.FORBIDDEN, Messages.text("page.old-form"));
      }
    } else {
      fields = RequestReader.query(request);
      exchange.setVariable(QUERY, request.getQueryString());
      language = chosen(fields.get(LANGUAGE), language, base, request, response);
      if (name == null && getsAName(found.page()) && !ConsolePages.isProbe(path)) {
        name = sessions.newName();
        response.addCookie(cookie(COOKIE, name, base, isSecure(request)));
      }
    }
    boolean guarded = !settings().httpUser().isEmpty();
    boolean signedIn = guarded && name != null && logins.isIn(name, clock().instant());
    boolean stranger = guarded && !signedIn && !found.page().open();
    if (stranger && ConsolePages.POST.equals(found.page().method())) {
      throw new Refused(Refused.FORBIDDEN, Messages.text("console.login.first"));
    }
    exchange.setVariable(
        VISIT,
        new Visit(
            stranger ? "login" : found.page().route(),
            found.given(),
            fields,
            language,
            base,
            path,
            new Visit.Session(name, name == null ? "" : sessions.token(name), signedIn),
            request.getHeader("HX-Request") != null));
  }

  /** Who comes back from bexio has a name already, which the browser only does not tell. */
  private static boolean getsAName(ConsolePages.ConsolePage page) {
    return !page.route().equals(ConsolePages.ASSET) && !page.route().equals(ConsolePages.CALLBACK);
  }

  Logins logins() {
    return logins;
  }

  /** Signs a browser in, under a new name: the former one may be known to others. */
  void letIn(Exchange exchange, Visit visit) {
    String name = sessions.newName();
    logins.enter(name, clock().instant());
    exchange
        .getProperty(RESPONSE, HttpServletResponse.class)
        .addCookie(
            cookie(
                COOKIE,
                name,
                visit.base(),
                isSecure(exchange.getProperty(REQUEST, HttpServletRequest.class))));
  }

  private void refuseStrangers(HttpServletRequest request) {
    ConsoleAddress address = new ConsoleAddress(settings());
    boolean order = !ConsolePages.GET.equals(request.getMethod());
    String site = request.getHeader("Sec-Fetch-Site");
    if (!address.isOwn(request.getHeader("Host"))
        || order && !address.isOwnOrigin(request.getHeader("Origin"))
        || order && site != null && !SAME_SITE.contains(site)) {
      throw new Refused(Refused.FORBIDDEN, Messages.text("page.refused"));
    }
  }

  private ConsolePages.Found find(String method, String path) {
    if (!path.startsWith(offered) && !path.startsWith("/assets/")) {
      throw new Refused(Refused.NOT_FOUND, Messages.text("page.unknown"));
    }
    try {
      return ConsolePages.find(method, path)
          .orElseThrow(() -> new Refused(Refused.NOT_FOUND, Messages.text("page.unknown")));
    } catch (ConsolePages.WrongMethod wrong) {
      throw new Refused(Refused.NOT_SO, Messages.text("page.unknown"));
    }
  }

  /** Somebody may change the language by a link on any page. */
  private Locale chosen(
      String wanted,
      Locale before,
      String base,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (wanted == null) {
      return before;
    }
    Locale language = RequestReader.language(wanted, request);
    Messages.answerIn(language);
    Cookie cookie = cookie(LANGUAGE_COOKIE, language.getLanguage(), base, isSecure(request));
    cookie.setMaxAge(YEAR_SECONDS);
    response.addCookie(cookie);
    return language;
  }

  private boolean isSecure(HttpServletRequest request) {
    return request.isSecure() || settings().httpUrl().startsWith("https:");
  }

  private static Cookie cookie(String name, String value, String base, boolean secure) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath(base);
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }

  /** Whatever went wrong becomes a short page. */
  public void fail(Exchange exchange) {
    Throwable trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Visit visit = exchange.getVariable(VISIT, Visit.class);
    if (trouble instanceof Refused refused) {
      visit.show(refused.status(), "problem", new Problem(refused.getMessage()));
    } else {
      LOG.debug("a page of the console failed", trouble);
      visit.show(UNPROCESSABLE, "problem", new Problem(FailureText.of(trouble).text()));
    }
  }

  /** Writes what the visit is answered. */
  public void answer(Exchange exchange, @Variable(VISIT) Visit visit) {
    try {
      Message message = exchange.getMessage();
      message.removeHeaders("*");
      message.setHeader(Exchange.HTTP_RESPONSE_CODE, visit.status());
      if (visit.location() != null) {
        message.setHeader("Location", visit.location());
        message.setBody("");
        return;
      }
      message.setHeader(Exchange.CONTENT_TYPE, visit.contentType());
      HttpServletResponse response = exchange.getProperty(RESPONSE, HttpServletResponse.class);
      visit.headers().forEach(response::setHeader);
      message.setBody(visit.template() == null ? visit.body() : page(visit));
    } finally {
      Messages.answerIn(null);
    }
  }

  private String page(Visit visit) {
    StringOutput output = new StringOutput();
    templates.render(
        visit.template() + ".jte", Map.of("shell", visit.shell(), "view", visit.view()), output);
    return output.toString();
  }

  /** What a page says that says only what went wrong. */
  record Problem(String sentence) {}
}

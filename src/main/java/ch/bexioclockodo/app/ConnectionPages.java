package ch.bexioclockodo.app;

import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.FailureText;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The pages on which a person connects bexio and disconnects it, and where bexio sends them back.
 * They answer only to this machine's own names, and take orders only from themselves: a page
 * elsewhere that a browser shows must reach nothing here.
 */
final class ConnectionPages extends Handler.Abstract {

  static final String PATH = "/bexio-clockodo/connection";
  static final String CALLBACK = PATH + "/callback";

  private static final int OK = 200;
  private static final int SEE_OTHER = 303;
  private static final int REFUSED = 403;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;

  private final Connections connections;
  private final WebAddress address;
  private final Consumer<Connections.Connected> connected;
  private final Consumer<Exception> failed;

  /**
   * @param connected is told of each connection that was made here
   * @param failed is told of each that failed although somebody was sent for it
   */
  ConnectionPages(
      Connections connections,
      WebAddress address,
      Consumer<Connections.Connected> connected,
      Consumer<Exception> failed) {
    this.connections = connections;
    this.address = address;
    this.connected = connected;
    this.failed = failed;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response
        .getHeaders()
        .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    // With no-referrer a browser would hide the origin of our own orders too.
    response.getHeaders().put("Referrer-Policy", "same-origin");
    String call =
        request.getMethod().toUpperCase(Locale.ROOT) + " " + request.getHttpURI().getPath();
    if (!address.isOwn(request.getHeaders().get(HttpHeader.HOST))
        || isOrder(call) && !address.isOwnOrigin(request.getHeaders().get(HttpHeader.ORIGIN))) {
      show(response, callback, REFUSED, new Page(Messages.text("page.refused")));
      return true;
    }
    try {
      switch (call) {
        case "GET " + PATH -> show(response, callback, OK, state());
        case "POST " + PATH + "/connect" ->
            send(response, callback, connections.ask(address.callback()));
        case "POST " + PATH + "/disconnect" -> disconnect(response, callback);
        case "GET " + CALLBACK -> cameBack(request, response, callback);
        default -> show(response, callback, NOT_FOUND, new Page(Messages.text("page.unknown")));
      }
    } catch (IOException | SQLException | RuntimeException trouble) {
      Page page = new Page(Messages.text("page.failed"));
      page.line(FailureText.of(trouble).text()).link(Messages.text("page.back"), PATH);
      show(response, callback, UNPROCESSABLE, page);
      boolean foreign =
          trouble instanceof RunFailure failure
              && failure.code().equals(Connections.FOREIGN_ANSWER);
      if (call.equals("GET " + CALLBACK) && !foreign) {
        failed.accept(trouble);
      }
    }
    return true;
  }

  private static boolean isOrder(String call) {
    return !call.startsWith("GET ");
  }

  private Page state() throws SQLException {
    Page page = new Page(Messages.text("page.title"));
    if (!connections.usesConsent()) {
      return page.line(Messages.text("problem.token-set"));
    }
    Standing standing = connections.standing();
    List<String> missing = connections.missing();
    if (!missing.isEmpty()) {
      page.line(Messages.text("problem.scopes-missing", String.join("; ", missing)));
    }
    switch (standing.state()) {
      case NOT_CONNECTED -> page.line(Messages.text("page.not-connected"));
      case RECONNECT_NEEDED -> page.line(Messages.text("notice.reconnect-needed", standing.why()));
      case CONNECTED -> {
        page.line(Messages.text("page.connected", connections.company().orElse("bexio")));
        page.list(List.copyOf(standing.scopes()));
      }
    }
    page.button(Messages.text("page.connect"), PATH + "/connect");
    if (standing.state() != Standing.State.NOT_CONNECTED) {
      page.button(Messages.text("page.disconnect"), PATH + "/disconnect");
    }
    return page;
  }

  private void cameBack(Request request, Response response, Callback callback)
      throws IOException, SQLException {
    String query = request.getHttpURI().getQuery();
    Connections.Connected made =
        connections.complete(URI.create(address.callback() + "?" + (query == null ? "" : query)));
    Page page = new Page(Messages.text("connect.done", made.company(), made.companyId()));
    page.list(made.scopes());
    if (!made.missing().isEmpty()) {
      page.line(Messages.text("connect.missing", String.join("; ", made.missing())));
    }
    Optional.ofNullable(made.note()).ifPresent(page::line);
    show(response, callback, OK, page.link(Messages.text("page.back"), PATH));
    connected.accept(made);
  }

  private void disconnect(Response response, Callback callback) throws IOException, SQLException {
    Page page = new Page(Messages.text("page.title"));
    page.line(connections.disconnect().orElse(Messages.text("connect.disconnected")));
    show(response, callback, OK, page.link(Messages.text("page.back"), PATH));
  }

  private static void send(Response response, Callback callback, URI elsewhere) {
    response.setStatus(SEE_OTHER);
    response.getHeaders().put(HttpHeader.LOCATION, elsewhere.toString());
    callback.succeeded();
  }

  private static void show(Response response, Callback callback, int status, Page page) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
    Content.Sink.write(response, true, page.html(), callback);
  }
}

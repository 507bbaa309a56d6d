package ch.bexioclockodo.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Whoever is told of alerts: an HTTP server that keeps what is posted to it. */
final class Webhook implements AutoCloseable {

  /** What only the settings know. */
  static final String SECRET = "hook-s3cret";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int seen;
  private volatile int status = 204;
  private volatile boolean drips;

  Webhook() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/" + SECRET, this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + SECRET + "?key=" + SECRET;
  }

  /** What it answers from now on. */
  void answers(int code) {
    status = code;
    drips = false;
  }

  /** From now on it answers at once, and never comes to an end. */
  void drips() {
    drips = true;
  }

  private void take(HttpExchange exchange) throws IOException {
    String call =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type").replaceFirst(";.*", "");
    String agreed = "POST /" + SECRET + "?key=" + SECRET + " application/json";
    JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
    posted.add(
        call.equals(agreed) ? body : new ObjectMapper().createObjectNode().put("notice", call));
    if (drips) {
      drip(exchange);
      return;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      do {
        body.write('.');
        body.flush();
      } while (!closed.await(100, TimeUnit.MILLISECONDS));
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was posted since the last look, as "subject notice code". */
  List<String> news() {
    List<String> news = new ArrayList<>();
    for (JsonNode notice : posted.subList(seen, posted.size())) {
      news.add(
          notice.path("subject").asText()
              + " "
              + notice.path("notice").asText()
              + " "
              + notice.path("code").asText());
    }
    seen = posted.size();
    return news;
  }

  /** The last one that was posted. */
  JsonNode last() {
    return posted.get(posted.size() - 1);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

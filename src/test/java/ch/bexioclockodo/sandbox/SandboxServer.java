package ch.bexioclockodo.sandbox;

import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One API on one port of the loopback address. Nothing in it blocks: waiting is scheduled. */
final class SandboxServer {

  private final Api api;
  private final Recorder recorder;
  private final Faults faults;
  private final SandboxClock clock;
  private final Server server;
  private final ServerConnector connector;
  private final ScheduledExecutorService scheduler;

  SandboxServer(Api api, int port, Recorder recorder, Faults faults, SandboxClock clock) {
    this.api = api;
    this.recorder = recorder;
    this.faults = faults;
    this.clock = clock;
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    threads.setName("sandbox-" + api.side());
    threads.setDaemon(true);
    server = new Server(threads);
    // Stopping cuts what is still waiting, as a test that ends expects.
    server.setStopTimeout(0);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // A test may move it.
    configuration.setSendDateHeader(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(300_000);
    server.addConnector(connector);
    server.setHandler(new Entrance());
    scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "sandbox-" + api.side() + "-later");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    try {
      server.start();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(
          "The sandbox cannot serve " + api.side() + " on port " + connector.getPort(), e);
    } catch (Exception e) {
      throw new IllegalStateException("The sandbox's " + api.side() + " does not start", e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() {
    scheduler.shutdownNow();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The sandbox's " + api.side() + " does not stop", e);
    }
  }

  private final class Entrance extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      int number = recorder.nextNumber();
      Content.Source.asByteBuffer(
          request,
          Promise.from(
              buffer -> serve(number, request, response, callback, BufferUtil.toArray(buffer)),
              failure -> {
                recorder.end(number);
                callback.failed(failure);
              }));
      return true;
    }

    private void serve(
        int number, Request request, Response response, Callback callback, byte[] body) {
      Wire wire = new Wire(request, response, callback, scheduler, clock);
      try {
        Call call = call(number, request, body);
        new Exchange(api, call, faults.of(call), recorder, scheduler, wire).run();
      } catch (RuntimeException e) {
        recorder.end(number);
        callback.failed(e);
      }
    }

    private Call call(int number, Request request, byte[] body) {
      String path = request.getHttpURI().getPath();
      String inner =
          path.startsWith(api.prefix() + "/") ? path.substring(api.prefix().length()) : path;
      // Outside the prefix nothing exists, not even what looks like a route.
      boolean outside = !api.prefix().isEmpty() && inner.equals(path);
      Call call =
          new Call(
              number,
              api.side(),
              request.getMethod(),
              inner,
              request.getHttpURI().getQuery(),
              request.getHeaders(),
              body);
      call.route(
          outside
              ? new Route(request.getMethod() + " " + path, null)
              : api.router().find(request.getMethod(), inner));
      call.rowKey(api.rowKey(call));
      return call;
    }
  }
}

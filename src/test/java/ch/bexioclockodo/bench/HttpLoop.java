package ch.bexioclockodo.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A bare loop over {@code java.net.http}: the least that anybody would write. */
final class HttpLoop implements Contender {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI timesheets;
  private final int threads;
  private final ExecutorService senders;

  HttpLoop(String bexio, int threads) {
    timesheets = URI.create(bexio + "/2.0/timesheet");
    this.threads = threads;
    senders = Executors.newFixedThreadPool(threads);
  }

  @Override
  public String name() {
    return "java.net.http";
  }

  @Override
  public void send(List<String> bodies) throws Exception {
    if (threads == 1) {
      for (String body : bodies) {
        post(body);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      futures.add(
          senders.submit(
              () -> {
                for (int n; (n = next.getAndIncrement()) < bodies.size(); ) {
                  post(bodies.get(n));
                }
                return null;
              }));
    }
    for (Future<?> future : futures) {
      future.get();
    }
  }

  private void post(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(timesheets)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Authorization", "Bearer token")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
    } catch (IOException closed) {
      // With several threads this client closes a pooled connection now and then whose answer
      // comes before it listens; as a baseline it may repeat what a connector must not.
      response = client.send(request, BodyHandlers.ofString());
    }
    if (response.statusCode() != 201) {
      throw new IOException("answered " + response.statusCode());
    }
  }

  @Override
  public void close() {
    senders.shutdown();
  }
}

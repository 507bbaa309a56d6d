package ch.bexioclockodo.check;

import ch.bexioclockodo.run.BexioAccess;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.OnePage;
import ch.bexioclockodo.run.Retries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * Calls both systems through the routes of the runs, all at once, each once however many checks
 * want its answer, and waits for all of them until one moment.
 */
final class Calls {

  /** Renewing a token takes no longer, whatever the issuer does. */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(40);

  private final CamelContext context;
  private final Duration patience;
  private final long deadline;
  private final Map<String, CompletableFuture<Exchange>> asked = new LinkedHashMap<>();
  private final CompletableFuture<Void> token;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "bexio-clockodo-check");
            thread.setDaemon(true);
            return thread;
          });

  Calls(CamelContext context, BexioAccess access, Duration patience) {
    this.context = context;
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
    // Once for all calls: an issuer that does not answer would otherwise be asked again by each.
    this.token = CompletableFuture.runAsync(() -> access(access), threads);
  }

  private static void access(BexioAccess access) {
    try {
      access.current();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /** Asks for something without waiting for it. */
  void ask(String call) {
    ask(call, null);
  }

  /** Asks for a page of a list without waiting for it. */
  void ask(String call, OnePage page) {
    asked.computeIfAbsent(
        call,
        name ->
            name.startsWith("bexio-")
                ? token.thenApplyAsync(there -> send(name, page), threads)
                : CompletableFuture.supplyAsync(() -> send(name, page), threads));
  }

  private Exchange send(String call, OnePage page) {
    Exchange exchange = new DefaultExchange(context);
    exchange.setVariable(Retries.IMPATIENT, true);
    exchange.setVariable("bexioClockodoList", page);
    try (ProducerTemplate template = context.createProducerTemplate()) {
      return template.send("direct:bexio-clockodo-call-" + call, exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until bexio may be called. */
  void awaitToken() throws Problem {
    await(token);
  }

  /** The answer to what was asked for. */
  Exchange answer(String call) throws Problem {
    Exchange answer = await(asked.get(call));
    if (answer.getException() != null) {
      throw Problem.of(answer.getException());
    }
    return answer;
  }

  <T> T body(String call, Class<T> type) throws Problem {
    return answer(call).getMessage().getBody(type);
  }

  /** The rows of a list that is one array. */
  <T> List<T> rows(String call, Class<T> type) throws Problem {
    List<T> rows = new ArrayList<>();
    for (Object row : body(call, List.class)) {
      rows.add(type.cast(row));
    }
    return rows;
  }

  private <T> T await(CompletableFuture<T> future) throws Problem {
    try {
      return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new Problem(
          Messages.text("check.silent", patience.toSeconds()),
          Messages.text("check.remedy.silent"));
    } catch (ExecutionException | CompletionException failed) {
      throw Problem.of(failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(e);
    }
  }

  /**
   * Waits for what must not be broken off: a token that is just being renewed would be lost between
   * the issuer and the database.
   */
  void letRenewalEnd() {
    token
        .handle((there, failed) -> there)
        .completeOnTimeout(null, LONGEST_RENEWAL.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Whoever still waits for an answer does so for nothing by now. */
  void end() {
    CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .handle((all, failed) -> all)
        .completeOnTimeout(null, 500, TimeUnit.MILLISECONDS)
        .join();
    threads.shutdownNow();
  }
}

package ch.bexioclockodo.clockodo;

import ch.bexioclockodo.http.BudgetedHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;

/**
 * The HTTP client of every call to clockodo: user and key, the mandatory application header (at
 * most 50 characters), and the one gate that keeps and counts the rate budget (facts: clockodo §1,
 * §3).
 */
public final class ClockodoHttpClient extends BudgetedHttpClient {

  private String user = "";
  private String apiKey = "";
  private String application = "";
  private ClockodoLimits limits = new ClockodoLimits();

  public ClockodoHttpClient() {
    super("clockodo");
  }

  public void setUser(String user) {
    this.user = user;
  }

  public void setApiKey(String apiKey) {
    this.apiKey = apiKey;
  }

  public void setApplication(String application) {
    this.application = application;
  }

  public void setLimits(ClockodoLimits limits) {
    this.limits = limits;
  }

  @Override
  protected ClassicHttpResponse withinBudget(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Runnable ended = depart(request.getMethod(), request.getPath());
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      limits.learn(request.getMethod(), request.getPath(), response);
      return response;
    } finally {
      ended.run();
    }
  }

  /**
   * Waits until a read may leave. A write has waited before, where its lease is kept alive; one
   * that finds its place taken meanwhile goes back there.
   */
  private Runnable depart(String method, String path) throws IOException {
    Optional<Runnable> departed = limits.depart(method, path);
    while (departed.isEmpty()) {
      Duration wait = limits.waiting(method, path);
      if (!Method.GET.isSame(method) || wait.compareTo(ClockodoLimits.LONGEST_WAIT) > 0) {
        throw new BudgetSpent(wait);
      }
      pause(wait);
      departed = limits.depart(method, path);
    }
    return departed.get();
  }

  @Override
  protected void identify(HttpRequest request) {
    request.setHeader("X-ClockodoApiUser", user);
    request.setHeader("X-ClockodoApiKey", apiKey);
    request.setHeader("X-Clockodo-External-Application", application);
    request.setHeader("Accept", "application/json");
    request.setHeader("Accept-Language", "en");
  }
}

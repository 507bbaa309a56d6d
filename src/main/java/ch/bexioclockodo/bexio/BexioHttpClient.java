package ch.bexioclockodo.bexio;

import ch.bexioclockodo.http.BudgetedHttpClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;

/**
 * The HTTP client of every call to bexio: the access token, the mandatory Accept header, and the
 * rate budget as bexio's answers tell it (facts: bexio §1.2, §1.7).
 */
public final class BexioHttpClient extends BudgetedHttpClient {

  private static final int UNAUTHORIZED = 401;

  private AccessTokens tokens = new PersonalToken("");
  private BexioLimits limits = new BexioLimits();

  public BexioHttpClient() {
    super("bexio");
  }

  public void setTokens(AccessTokens tokens) {
    this.tokens = tokens;
  }

  public void setLimits(BexioLimits limits) {
    this.limits = limits;
  }

  @Override
  protected ClassicHttpResponse withinBudget(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    String path = request.getPath();
    String token = isRead(request) ? tokens.current() : tokens.latest();
    request.setHeader("Authorization", "Bearer " + token);
    Runnable ended = isRead(request) ? depart(path) : () -> {};
    try {
      Instant departed = limits.now();
      ClassicHttpResponse response = chain.proceed(request, scope);
      limits.learn(path, departed, response);
      if (response.getCode() == UNAUTHORIZED) {
        tokens.refused(token);
      }
      return response;
    } finally {
      ended.run();
    }
  }

  /** A write has taken its place before, where its lease is kept alive while it waits. */
  private static boolean isRead(ClassicHttpRequest request) {
    return Method.GET.isSame(request.getMethod()) || BexioLimits.isSearch(request.getPath());
  }

  private Runnable depart(String path) throws IOException {
    Optional<Runnable> departed = limits.depart(path);
    while (departed.isEmpty()) {
      pause(limits.waiting(path));
      departed = limits.depart(path);
    }
    return departed.get();
  }

  @Override
  protected void identify(HttpRequest request) {
    request.setHeader("Accept", "application/json");
  }
}

package ch.bexioclockodo.bexio;

import ch.bexioclockodo.http.BudgetedHttpClient;
import java.io.IOException;
import java.time.Duration;
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

  private String token = "";
  private BexioLimits limits = new BexioLimits();

  public BexioHttpClient() {
    super("bexio");
  }

  public void setToken(String token) {
    this.token = token;
  }

  public void setLimits(BexioLimits limits) {
    this.limits = limits;
  }

  /**
   * Keeps a read out of a window that is known to be used up; a write has waited before it asked
   * for the lease.
   */
  @Override
  protected ClassicHttpResponse withinBudget(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    String path = request.getPath();
    if (!Method.POST.isSame(request.getMethod()) || BexioLimits.isSearch(path)) {
      for (Duration wait = limits.waiting(path); !wait.isZero(); wait = limits.waiting(path)) {
        pause(wait);
      }
    }
    ClassicHttpResponse response = chain.proceed(request, scope);
    limits.learn(request, response);
    return response;
  }

  @Override
  protected void identify(HttpRequest request) {
    request.setHeader("Authorization", "Bearer " + token);
    request.setHeader("Accept", "application/json");
  }
}

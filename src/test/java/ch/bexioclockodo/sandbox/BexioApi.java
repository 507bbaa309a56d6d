package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** The simulated bexio: what holds for every call, {@code bexio.md} §1. */
final class BexioApi implements Api {

  private final World world;
  private final Router router = new Router();
  private final BexioLimits limits;
  private final TokenCheck tokens;

  /**
   * @param tokens which tokens are accepted beside the personal one
   */
  BexioApi(World world, TokenCheck tokens) {
    this.world = world;
    this.tokens = tokens;
    this.limits = new BexioLimits(world);
    new BexioContacts(world).register(router);
    new BexioProjects(world).register(router);
    new BexioTimesheets(world).register(router);
    new BexioUsers(world).register(router);
    new BexioItems(world).register(router);
    new BexioCatalogue(world).register(router);
    new BexioInvoices(world).register(router);
  }

  @Override
  public String side() {
    return "bexio";
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public String rowKey(Call call) {
    if (call.method().equals("GET") || !(call.json() instanceof ObjectNode body)) {
      return call.pathId() < 0 ? "" : String.valueOf(call.pathId());
    }
    if (call.path().startsWith("/2.0/timesheet")) {
      JsonNode tracking = body.path("tracking");
      String start = tracking.path("start").asText(tracking.path("date").asText());
      return body.path("user_id").asText() + "|" + start + "|" + body.path("text").asText();
    }
    for (String name : new String[] {"name", "name_1", "email", "intern_name", "api_reference"}) {
      if (body.has(name)) {
        return body.get(name).asText();
      }
    }
    return call.pathId() < 0 ? "" : String.valueOf(call.pathId());
  }

  @Override
  public Answer answer(Call call) {
    synchronized (world.bexio()) {
      Optional<Set<String>> scopes = Optional.empty();
      if (!("Bearer " + Sandbox.BEXIO_TOKEN).equals(call.header("Authorization"))) {
        scopes = tokens.scopes(String.valueOf(call.header("Authorization")).replace("Bearer ", ""));
        if (scopes.isEmpty()) {
          return BexioErrors.of(401, null);
        }
      }
      if (scopes.isPresent() && !BexioScopes.allow(call, scopes.get())) {
        return BexioErrors.of(403, null);
      }
      int left = limits.take(call);
      Answer answer;
      try {
        answer = left < 0 ? BexioErrors.of(429, null) : checked(call);
      } catch (Refusal refusal) {
        answer = refusal.answer();
      }
      return limits.withHeaders(call, answer, left);
    }
  }

  @Override
  public Answer error(Call call, int status, String message) {
    return BexioErrors.of(status, message);
  }

  @Override
  public Answer tooManyRequests(Call call, Integer seconds) {
    Answer answer = BexioErrors.of(429, null);
    return seconds == null
        ? answer
        : answer.header("ratelimit-remaining", 0).header("ratelimit-reset", seconds);
  }

  private Answer checked(Call call) {
    if (!call.route().exists()) {
      throw BexioErrors.notFound();
    }
    if (world.bexioRules().acceptRequired() && !acceptsJson(call.header("Accept"))) {
      throw new Refusal(BexioErrors.of(415, null));
    }
    if (call.method().equals("POST")
        && call.header("Content-Length") == null
        && call.header("Transfer-Encoding") == null) {
      throw new Refusal(BexioErrors.of(411, null));
    }
    if (call.body().length > 0) {
      String type = call.header("Content-Type");
      JsonNode body = call.json();
      // Whatever decodes to an empty structure is "not processable", on every route.
      if (type == null || !type.startsWith("application/json") || body == null || body.isEmpty()) {
        throw new Refusal(BexioErrors.of(415, null));
      }
    }
    return call.route().action().apply(call);
  }

  private static boolean acceptsJson(String accept) {
    return accept != null
        && (accept.contains("application/json")
            || accept.contains("application/*")
            || accept.contains("*/*"));
  }
}

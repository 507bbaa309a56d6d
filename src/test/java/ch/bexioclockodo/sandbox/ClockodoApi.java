package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The simulated clockodo: what holds for every call, {@code clockodo.md} §1 to §3. */
final class ClockodoApi implements Api {

  private static final int LONGEST_APPLICATION = 50;

  /** Retired on 2026-05-01 or before; only their current versions are served. */
  private static final Pattern RETIRED =
      Pattern.compile(
          "/(v2/)?(customers|projects)(/.*)?"
              + "|/(v2/|v3/)?services(/.*)?"
              + "|/v[123]/lumpsumservices(/.*)?"
              + "|/v[12]/users(/.*)?"
              + "|/v2/aggregates/users/me"
              + "|/v2/teams(/.*)?"
              + "|/entries(/.*)?"
              + "|/entrygroups"
              + "|/v2/entriesTexts");

  /** Served under v2 although the projects of v2 are retired. */
  private static final Pattern STILL_SERVED =
      Pattern.compile("/v2/projects/\\d+/createNextInterval");

  private final World world;
  private final Router router = new Router();
  private final ClockodoErrors errors;
  private final ClockodoLimits limits;

  ClockodoApi(World world) {
    this.world = world;
    this.errors = new ClockodoErrors(world.clockodoRules());
    this.limits = new ClockodoLimits(world);
    new ClockodoCustomers(world, errors).register(router);
    new ClockodoProjects(world, errors).register(router);
    new ClockodoServices(world, errors).register(router);
    new ClockodoLumpSumServices(world, errors).register(router);
    new ClockodoUsers(world, errors).register(router);
    new ClockodoEntries(world, errors).register(router);
    new ClockodoEntryGroups(world).register(router);
    new ClockodoEntryGroupsEdit(world, errors).register(router);
  }

  @Override
  public String side() {
    return "clockodo";
  }

  @Override
  public String prefix() {
    return "/api";
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public String rowKey(Call call) {
    ObjectNode body = call.method().equals("GET") ? null : call.jsonObject();
    if (body != null && call.route().name().equals("POST /v2/entries")) {
      return body.path("users_id").asText()
          + "|"
          + body.path("time_since").asText()
          + "|"
          + body.path("text").asText();
    }
    if (body != null && body.has("name")) {
      return body.get("name").asText();
    }
    return call.pathId() < 0 ? "" : String.valueOf(call.pathId());
  }

  @Override
  public Answer answer(Call call) {
    synchronized (world.clockodo()) {
      try {
        return checked(call);
      } catch (Refusal refusal) {
        return refusal.answer();
      }
    }
  }

  @Override
  public Answer error(Call call, int status, String message) {
    return errors.of(call, status, message);
  }

  @Override
  public Answer tooManyRequests(Call call, Integer seconds) {
    Answer answer = errors.of(call, 429, null);
    return seconds == null ? answer : answer.header("Retry-After", seconds);
  }

  private Answer checked(Call call) {
    String application = call.header("X-Clockodo-External-Application");
    if (application == null || application.isBlank()) {
      return error(call, 400, "The header X-Clockodo-External-Application is missing.");
    }
    if (application.length() > LONGEST_APPLICATION) {
      return error(call, 400, "The header X-Clockodo-External-Application is too long.");
    }
    call.user(authenticated(call));
    if (call.user() == null) {
      return error(call, 401, null);
    }
    if (!call.route().exists()) {
      return routeError(call);
    }
    long seconds = limits.secondsToWait(call);
    if (seconds > 0) {
      return tooManyRequests(
          call, world.clockodoRules().retryAfterOn429() ? (Integer) (int) seconds : null);
    }
    return call.route().action().apply(call);
  }

  private Answer routeError(Call call) {
    String path = call.path();
    if (RETIRED.matcher(path).matches() && !STILL_SERVED.matcher(path).matches()) {
      return errors.typed(410, "Gone", "This route was retired.");
    }
    return router.knowsPath(path)
        ? error(call, 405, null)
        : errors.typed(404, "RouteNotFound", "The route was not found.");
  }

  /** HTTP Basic or the two headers; the docs do not say which wins, so the first that is there. */
  private ObjectNode authenticated(Call call) {
    String authorization = call.header("Authorization");
    String email = call.header("X-ClockodoApiUser");
    String key = call.header("X-ClockodoApiKey");
    if (authorization != null && authorization.startsWith("Basic ")) {
      String[] pair = decoded(authorization.substring(6)).split(":", 2);
      email = pair[0];
      key = pair.length == 2 ? pair[1] : null;
    }
    if (email == null || key == null) {
      return null;
    }
    for (ObjectNode user : world.clockodo().table("users").rows()) {
      if (email.equalsIgnoreCase(user.path("email").asText())
          && key.equals(user.path("_api_key").asText(null))
          && user.path("active").asBoolean()) {
        return user;
      }
    }
    return null;
  }

  private static String decoded(String basic) {
    try {
      return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}

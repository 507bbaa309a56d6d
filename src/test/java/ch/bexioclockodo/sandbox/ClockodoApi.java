package ch.bexioclockodo.sandbox;

/** Not served yet. */
record ClockodoApi(World world, Router router) implements Api {
  ClockodoApi(World world) {
    this(world, new Router());
  }

  public String side() {
    return "clockodo";
  }

  public String prefix() {
    return "/api";
  }

  public String rowKey(Call call) {
    return "";
  }

  public Answer answer(Call call) {
    return error(call, 404, null);
  }

  public Answer error(Call call, int status, String message) {
    return BexioErrors.of(status, message);
  }

  public Answer tooManyRequests(Call call, Integer seconds) {
    return error(call, 429, null);
  }
}

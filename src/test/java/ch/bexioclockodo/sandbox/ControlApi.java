package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;

/** The sandbox itself over HTTP: journal, faults and tables, for processes in any language. */
final class ControlApi implements Api {

  private final Sandbox sandbox;
  private final Router router = new Router();

  ControlApi(Sandbox sandbox) {
    this.sandbox = sandbox;
    Journal journal = sandbox.journal();
    router.add(
        "GET /journal",
        call ->
            Answer.json(
                200, Json.array(journal.requests().stream().map(JournalFile::toJson).toList())));
    router.add("GET /journal/counts", call -> Answer.json(200, journal.counts()));
    router.add(
        "DELETE /journal",
        call -> {
          journal.clear();
          return done();
        });
    router.add("POST /faults", this::setFault);
    router.add(
        "DELETE /faults",
        call -> {
          sandbox.faults().clear();
          return done();
        });
    addTables(sandbox.bexio());
    addTables(sandbox.clockodo());
  }

  @Override
  public String side() {
    return "control";
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
    return "";
  }

  @Override
  public Answer answer(Call call) {
    if (!call.route().exists()) {
      return error(call, 404, "There is no " + call.route().name());
    }
    try {
      return call.route().action().apply(call);
    } catch (IllegalArgumentException | DateTimeException e) {
      return error(call, 400, e.getMessage());
    }
  }

  @Override
  public Answer error(Call call, int status, String message) {
    return Answer.json(status, Json.object("message", message));
  }

  @Override
  public Answer tooManyRequests(Call call, Integer seconds) {
    return error(call, 429, null);
  }

  private void addTables(SandboxSide side) {
    for (String name : side.tableNames()) {
      Table table = side.table(name);
      String path = " /tables/" + side.name() + "/" + name;
      router.add("GET" + path, call -> Answer.json(200, Json.array(table.list())));
      router.add("POST" + path, call -> Answer.json(201, table.insert(call.jsonObject())));
    }
  }

  private Answer setFault(Call call) {
    if (!(call.json() instanceof ObjectNode rule)) {
      return error(call, 400, "The body must be a JSON object");
    }
    FaultJson.set(sandbox.faults(), rule);
    return done();
  }

  private static Answer done() {
    return Answer.json(200, Json.object("success", true));
  }
}

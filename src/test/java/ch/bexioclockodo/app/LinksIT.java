package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands about links as processes; what they say in full is tested in one process. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LinksIT {

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(1)).start();
    connector = new Distribution(folder, sandbox);
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void aLinkIsListedAndUndoneWithoutAskingBexioOrClockodo() throws IOException {
    connector.linked();
    connector.set("bexio.token", null);

    Ended listed = connector.run("links", "--kind", "customer", "--json");
    assertThat(listed.status()).as(listed.toString()).isZero();
    JsonNode customer = listed.json().get(0);
    assertThat(customer.get("state").asText()).isEqualTo("linked");

    String id = customer.get("bexioId").asText();
    Ended undone = connector.run("unlink", "customer", id);
    assertThat(undone.status()).as(undone.toString()).isZero();
    assertThat(undone.out()).contains("no longer linked");

    for (Ended ended : new Ended[] {listed, undone}) {
      assertThat(ended.err()).isEmpty();
    }
    assertThat(sandbox.journal().requests()).isEmpty();
  }
}

package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.refreshes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.sandbox.IssuerRules;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How tokens are kept on a real PostgreSQL, which several nodes share. */
class TokensOnPostgresTest {

  /** What the server does on its own; each test has a database that does so. */
  private static final String NOT_DURABLE = "alter database %s set synchronous_commit = off";

  private static int databases;

  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @TempDir Path folder;

  private World world;

  @BeforeEach
  void start() throws IOException, SQLException {
    String name = "tokens" + ++databases;
    String url = POSTGRES.database(name);
    POSTGRES.administer(NOT_DURABLE.formatted(name));
    world = ByConsent.world(folder, IssuerRules.defaults(), "db.url", url);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void twoNodesRenewOnce() throws Exception {
    ByConsent.twoNodesRenewOnce(world, Duration.ofMillis(500));
  }

  @Test
  void aTokenIsOnDiskBeforeItIsUsedWhateverTheServerDoesOnItsOwn() throws Exception {
    sql("create table seen (at int generated always as identity, how text)");
    onToken(
        "note",
        "insert into seen (how) values (current_setting('synchronous_commit')); return new;",
        "before insert or update");

    world.connect();
    renew();

    assertThat(texts("select current_setting('synchronous_commit')")).containsExactly("off");
    assertThat(texts("select how from seen order by at")).containsExactly("on", "on");
  }

  @Test
  void aTokenWhoseCommitFailsIsNotUsedAndCommittedByTheNextCallWithoutAskingAgain()
      throws Exception {
    world.connect();
    onToken(
        "refuse",
        "raise exception 'the disk is full' using errcode = '53100';",
        "after update",
        "constraint",
        "deferrable initially deferred");
    AccessTokens tokens = tokens();
    String ended = tokens.current();
    tokens.refused(ended);

    assertThatThrownBy(tokens::current)
        .isInstanceOfSatisfying(
            NoAccess.class, none -> assertThat(none.reason()).isEqualTo(NoAccess.Reason.DATABASE));

    sql("drop trigger refuse on bexio_clockodo.token");
    assertThat(tokens.current()).isNotEqualTo(ended);
    assertThat(refreshes(world)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void aConflictWithAnotherNodeIsWaitedOut(String state) throws Exception {
    world.connect();
    sql("create sequence conflicts");
    onToken(
        "conflict",
        "if nextval('conflicts') <= 7 then raise exception 'try again' using errcode = '"
            + state
            + "'; end if; return new;",
        "before update");

    renew();

    assertThat(refreshes(world)).as("asked once, stored at the eighth try").hasSize(1);
  }

  private AccessTokens tokens() {
    return world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class);
  }

  private void renew() throws IOException {
    String ended = tokens().current();
    tokens().refused(ended);
    assertThat(tokens().current()).isNotEqualTo(ended);
  }

  /** Lets the database do something of its own with each token that is stored. */
  private void onToken(String name, String body, String when, String... kind) throws SQLException {
    sql(
        "create function "
            + name
            + "() returns trigger language plpgsql as $$ begin "
            + body
            + " end $$");
    sql(
        "create "
            + (kind.length == 0 ? "" : kind[0])
            + " trigger "
            + name
            + " "
            + when
            + " on bexio_clockodo.token "
            + (kind.length == 0 ? "" : kind[1])
            + " for each row execute function "
            + name
            + "()");
  }

  private void sql(String sql) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}

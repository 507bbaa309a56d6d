package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Settings;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.tools.Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  @TempDir Path folder;

  /** H2's own words when several processes open a new file at the same moment. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lock file recently modified",
        "Another process was faster",
        "Concurrent update",
      })
  void aFileThatOthersAreOpeningIsAskedForAgain(String reason) {
    SQLException race =
        DbException.get(ErrorCode.ERROR_OPENING_DATABASE_1, reason).getSQLException();
    assertThat(Database.isChangingHands(race)).isTrue();
    assertThat(
            Database.isChangingHands(
                DbException.get(ErrorCode.ERROR_OPENING_DATABASE_1, "no space").getSQLException()))
        .isFalse();
  }

  /** Of two commands in one folder the first serves the file to the other, until it ends. */
  @ParameterizedTest
  @ValueSource(ints = {20, 1_000, 5_000, 20_000})
  void opensAlthoughTheProcessThatServesTheFileEndsMeanwhile(int bytes) throws Exception {
    Server server =
        Server.createTcpServer(
                "-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toAbsolutePath().toString())
            .start();
    try (CutOnce line = new CutOnce(server.getPort(), bytes)) {
      String url = "jdbc:h2:tcp://127.0.0.1:" + line.port() + "/./db";
      Settings settings = new Settings(key -> key.endsWith(".db.url") ? url : null);
      try (HikariDataSource database =
              Database.open(settings, folder.resolve("application.properties"));
          Connection connection = database.getConnection();
          Statement statement = connection.createStatement();
          ResultSet links = statement.executeQuery("SELECT COUNT(*) FROM bexio_clockodo.link")) {
        assertThat(links.next()).isTrue();
      }
      assertThat(line.cut).isTrue();
    } finally {
      server.stop();
    }
  }

  /** Carries bytes to a server and breaks every connection once, after a number of them. */
  private static final class CutOnce implements Closeable {
    private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final int server;
    private int left;
    private volatile boolean cut;

    private CutOnce(int server, int bytes) throws IOException {
      this.server = server;
      this.left = bytes;
      daemon(this::accept);
    }

    int port() {
      return front.getLocalPort();
    }

    private void accept() throws IOException {
      while (!front.isClosed()) {
        Socket client = front.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(behind);
        daemon(() -> carry(client, behind));
        daemon(() -> carry(behind, client));
      }
    }

    private void carry(Socket from, Socket to) throws IOException {
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          carried(read);
          out.write(buffer, 0, read);
        }
      }
    }

    private synchronized void carried(int bytes) throws IOException {
      left -= bytes;
      if (left < 0 && !cut) {
        cut = true;
        for (Socket socket : open) {
          socket.close();
        }
      }
    }

    @Override
    public void close() throws IOException {
      front.close();
      for (Socket socket : open) {
        socket.close();
      }
    }

    private interface Carrying {
      void run() throws IOException;
    }

    private static void daemon(Carrying carrying) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  carrying.run();
                } catch (IOException closed) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
  }
}

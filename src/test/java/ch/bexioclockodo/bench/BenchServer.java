package ch.bexioclockodo.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The other side of the benchmark: one thread over epoll, connections kept alive, almost nothing
 * between a POST and its answer. The first part of a path says how it behaves: {@code /d20} answers
 * each POST after 20 ms, {@code /e20} does so too but is another company, {@code /n1000} has a
 * thousand entries in every month.
 */
final class BenchServer {

  private static final int BUFFER = 1 << 20;
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] CONTENT_LENGTH = bytes("\r\ncontent-length:");
  private static final byte[] CREATED =
      bytes(
          "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n"
              + "ratelimit-limit: 1000000\r\nratelimit-remaining: 999999\r\nratelimit-reset: 60\r\n"
              + "content-length: ");

  /** What bexio adds to what it was sent. */
  private static final byte[] ADDED =
      bytes(
          ",\"charge\":null,\"pr_package_id\":null,\"pr_milestone_id\":null,\"travel_time\":null,"
              + "\"travel_charge\":null,\"travel_distance\":0,\"estimated_time\":null,"
              + "\"date\":\"2026-01-01\",\"duration\":\"01:00\",\"running\":false}");

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final Posted posted = new Posted();
  private final Reads reads = new Reads(posted);
  private final Posted elsewhere = new Posted();
  private final Deque<Late> late = new ArrayDeque<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);

  /** An answer that is due later; all POSTs wait equally long, so they are due in their order. */
  private record Late(long due, Connection connection, byte[] answer) {}

  private static final class Connection {

    private final SocketChannel channel;
    private byte[] in = new byte[1 << 14];
    private int length;

    private Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private BenchServer() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Prints its port, and serves until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    BenchServer server = new BenchServer();
    System.out.println(((InetSocketAddress) server.server.getLocalAddress()).getPort());
    Thread parent =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  continue;
                }
              } catch (IOException gone) {
                System.err.println("the benchmark is gone: " + gone.getMessage());
              }
              System.exit(0);
            });
    parent.setDaemon(true);
    parent.start();
    server.serve();
  }

  private void serve() throws IOException {
    ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    while (true) {
      if (late.isEmpty()) {
        selector.select();
      } else {
        long wait = late.peek().due - System.nanoTime();
        if (wait > 1_000_000) {
          selector.select(wait / 1_000_000);
        } else {
          selector.selectNow();
        }
      }
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          accept();
        } else {
          read(key, in);
        }
      }
      selector.selectedKeys().clear();
      while (!late.isEmpty() && late.peek().due <= System.nanoTime()) {
        Late next = late.poll();
        write(next.connection, ByteBuffer.wrap(next.answer));
      }
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
    }
  }

  private void read(SelectionKey key, ByteBuffer in) throws IOException {
    Connection connection = (Connection) key.attachment();
    in.clear();
    int read;
    try {
      read = connection.channel.read(in);
    } catch (IOException reset) {
      read = -1;
    }
    if (read < 0) {
      connection.channel.close();
      return;
    }
    in.flip();
    while (connection.in.length < connection.length + read) {
      connection.in = Arrays.copyOf(connection.in, connection.in.length * 2);
    }
    in.get(connection.in, connection.length, read);
    connection.length += read;
    int from = 0;
    int used;
    while ((used = answer(connection, from)) > 0) {
      from += used;
    }
    System.arraycopy(connection.in, from, connection.in, 0, connection.length - from);
    connection.length -= from;
  }

  /** Answers the request that begins there; how long it was, or 0 when it is not complete yet. */
  private int answer(Connection connection, int from) throws IOException {
    byte[] in = connection.in;
    int headersEnd = find(in, from, connection.length, HEADERS_END);
    if (headersEnd < 0) {
      return 0;
    }
    int bodyFrom = headersEnd + HEADERS_END.length;
    int bodyLength = contentLength(in, from, headersEnd);
    if (connection.length < bodyFrom + bodyLength) {
      return 0;
    }
    int pathFrom = find(in, from, headersEnd, bytes(" ")) + 1;
    int pathEnd = find(in, pathFrom, headersEnd, bytes(" "));
    int restFrom = find(in, pathFrom + 1, pathEnd, bytes("/"));
    boolean post = in[from] == 'P' && pathEnd - restFrom == "/2.0/timesheet".length();
    if (post && (in[pathFrom + 1] == 'd' || in[pathFrom + 1] == 'e')) {
      Posted company = in[pathFrom + 1] == 'd' ? posted : elsewhere;
      created(connection, company, number(in, pathFrom + 2, restFrom), bodyFrom, bodyLength);
    } else {
      int number = in[pathFrom + 1] == 'n' ? number(in, pathFrom + 2, restFrom) : 0;
      String target = new String(in, restFrom, pathEnd - restFrom, StandardCharsets.ISO_8859_1);
      String body = new String(in, bodyFrom, bodyLength, StandardCharsets.UTF_8);
      write(connection, ByteBuffer.wrap(read(number, target, body)));
    }
    return bodyFrom + bodyLength - from;
  }

  private void created(
      Connection connection, Posted company, int delay, int bodyFrom, int bodyLength)
      throws IOException {
    byte[] start = bytes("{\"id\":" + company.nextId() + ",");
    int length = start.length + bodyLength - 2 + ADDED.length;
    byte[] head = bytes(length + "\r\n\r\n");
    byte[] answer = new byte[CREATED.length + head.length + length];
    int at = put(answer, 0, CREATED, 0, CREATED.length);
    at = put(answer, at, head, 0, head.length);
    int entity = at;
    at = put(answer, at, start, 0, start.length);
    at = put(answer, at, connection.in, bodyFrom + 1, bodyLength - 2);
    put(answer, at, ADDED, 0, ADDED.length);
    company.add(answer, entity, length);
    if (delay == 0) {
      write(connection, ByteBuffer.wrap(answer));
    } else {
      late.add(new Late(System.nanoTime() + delay * 1_000_000L, connection, answer));
    }
  }

  private byte[] read(int entries, String target, String body) {
    Reads.Read read = reads.read(entries, target, body);
    byte[] entity = read.body().getBytes(StandardCharsets.UTF_8);
    byte[] head =
        bytes(
            "HTTP/1.1 "
                + read.status()
                + " X\r\ncontent-type: application/json\r\n"
                + (read.total() < 0 ? "" : "x-total-count: " + read.total() + "\r\n")
                + "content-length: "
                + entity.length
                + "\r\n\r\n");
    byte[] answer = Arrays.copyOf(head, head.length + entity.length);
    System.arraycopy(entity, 0, answer, head.length, entity.length);
    return answer;
  }

  private void write(Connection connection, ByteBuffer answer) throws IOException {
    try {
      while (answer.hasRemaining()) {
        out.clear();
        int part = Math.min(out.capacity(), answer.remaining());
        out.put(out.position(), answer, answer.position(), part);
        out.limit(part);
        answer.position(answer.position() + part);
        while (out.hasRemaining()) {
          connection.channel.write(out);
        }
      }
    } catch (IOException gone) {
      connection.channel.close();
    }
  }

  private static int put(byte[] to, int at, byte[] from, int start, int length) {
    System.arraycopy(from, start, to, at, length);
    return at + length;
  }

  private static int contentLength(byte[] in, int from, int end) {
    int at = find(in, from, end, CONTENT_LENGTH);
    if (at < 0) {
      return 0;
    }
    int length = 0;
    for (int i = at + CONTENT_LENGTH.length; i < end && in[i] != '\r'; i++) {
      length = in[i] == ' ' ? length : length * 10 + in[i] - '0';
    }
    return length;
  }

  private static int number(byte[] in, int from, int end) {
    int number = 0;
    for (int i = from; i < end; i++) {
      number = number * 10 + in[i] - '0';
    }
    return number;
  }

  /** Where small letters are looked for, large ones are found too. */
  private static int find(byte[] in, int from, int end, byte[] what) {
    outer:
    for (int i = from; i <= end - what.length; i++) {
      for (int j = 0; j < what.length; j++) {
        int there = in[i + j] >= 'A' && in[i + j] <= 'Z' ? in[i + j] + 32 : in[i + j];
        if (there != what[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

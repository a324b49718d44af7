package com.meddevo.techdoc.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meddevo.service.problem.ProblemException;
import com.meddevo.techdoc.rendering.RenderOrder.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderClientTest {
    private static final RenderOrder ORDER = new RenderOrder(new Content("TD-001", "x", "en", "DRAFT", List.of()), Map.of());

    @Test
    void a_port_where_nothing_listens_is_said_so() throws IOException {
        RenderClient render = new RenderClient("http://127.0.0.1:" + freePort());

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> render.render(ORDER, Format.PDF));

        assertThat(problem.getStatusCode().value()).isEqualTo(503);
        assertThat(problem.getBody().getDetail()).contains("nothing listens at http://127.0.0.1:");
    }

    @Test
    void a_name_that_does_not_resolve_is_said_so() {
        RenderClient render = new RenderClient("http://render.invalid:8086");

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> render.render(ORDER, Format.PDF));

        assertThat(problem.getStatusCode().value()).isEqualTo(503);
        assertThat(problem.getBody().getDetail()).contains("the name in http://render.invalid:8086 does not resolve");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

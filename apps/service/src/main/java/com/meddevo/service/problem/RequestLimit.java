package com.meddevo.service.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses bodies over a limit ({@code service.limits.request}, 1 MB unless set): by their announced length at once, else as soon as one byte too many was read. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class RequestLimit extends OncePerRequestFilter {
    private final DataSize limit;
    private final HandlerExceptionResolver problems;

    RequestLimit(@Value("${service.limits.request:1MB}") DataSize limit,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            problems.resolveException(request, response, null, new RequestTooLarge(limit).problem());
            return;
        }
        chain.doFilter(new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() throws IOException { return new Counted(super.getInputStream()); }
        }, response);
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        Counted(ServletInputStream body) { this.body = body; }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = body.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > limit.toBytes()) {
                throw new RequestTooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() { return body.isFinished(); }

        @Override
        public boolean isReady() { return body.isReady(); }

        @Override
        public void setReadListener(ReadListener listener) { body.setReadListener(listener); }
    }
}

package com.meddevo.techdoc.rendering;

import com.meddevo.service.problem.ProblemException;
import com.meddevo.techdoc.rendering.DocumentRendering.Rendered;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RenderingController {
    /** A page is its authors' text: the browser shall show it and run nothing. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox";

    private final DocumentRendering rendering;

    RenderingController(DocumentRendering rendering) { this.rendering = rendering; }

    @GetMapping("/api/techdoc/documents/{id}/render")
    ResponseEntity<byte[]> render(@PathVariable String id, @RequestParam(defaultValue = "pdf") String format) {
        Format wanted = switch (format) {
            case "html" -> Format.HTML;
            case "pdf" -> Format.PDF;
            default -> throw new ProblemException(HttpStatus.BAD_REQUEST, "unknown-format",
                    "A document renders to html or pdf, not to " + format + ".", Map.of());
        };
        Rendered rendered = rendering.render(id, wanted);
        ContentDisposition name = ContentDisposition.inline().filename(rendered.number() + "." + wanted.lowerCase(), StandardCharsets.UTF_8)
                .build();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("X-Content-Type-Options", "nosniff");
        return switch (wanted) {
            case HTML ->
                answer.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)).header("Content-Security-Policy", POLICY)
                        .body(rendered.bytes());
            case PDF -> answer.contentType(MediaType.APPLICATION_PDF).body(rendered.bytes());
        };
    }
}

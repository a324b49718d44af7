package com.meddevo.render.html;

import com.meddevo.render.body.BodyWriter;
import com.meddevo.render.document.RenderRequest;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class HtmlController {
    /** The page may style itself and do nothing else, even if the sanitiser were wrong. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
    private static final MediaType UTF8_HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final BodyWriter bodies;

    HtmlController(BodyWriter bodies) { this.bodies = bodies; }

    @PostMapping("/render/html")
    ResponseEntity<String> html(@RequestBody @Valid RenderRequest request) {
        return ResponseEntity.ok().contentType(UTF8_HTML).header("Content-Security-Policy", POLICY)
                .body(HtmlPage.of(request.document(), bodies.write(request)));
    }
}

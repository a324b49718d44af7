package com.meddevo.render.pdf;

import com.meddevo.render.body.Body;
import com.meddevo.render.body.BodyWriter;
import com.meddevo.render.document.RenderRequest;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PdfController {
    private final BodyWriter bodies;
    private final Press press;

    PdfController(BodyWriter bodies, Press press) {
        this.bodies = bodies;
        this.press = press;
    }

    @PostMapping("/render/pdf")
    ResponseEntity<byte[]> pdf(@RequestBody @Valid RenderRequest request) {
        Body body = bodies.write(request);
        byte[] pdf = press.run(() -> PdfWriter.write(request.document(), body));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(pdf);
    }
}

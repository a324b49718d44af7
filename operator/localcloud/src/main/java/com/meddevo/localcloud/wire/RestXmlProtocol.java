package com.meddevo.localcloud.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Operations by HTTP method and path, bodies of XML.
 *
 * @param operations of the service
 * @param namespace  of its documents
 */
record RestXmlProtocol(RestOperations operations, String namespace) implements Protocol {

    @Override
    public Optional<String> operation(WireRequest request) { return operations.find(request); }

    @Override
    public Object read(WireRequest request, SdkPojo builder) {
        operations.read(request, builder);
        return ElementShape.read(request.body(), builder);
    }

    @Override
    public Answer write(String operation, SdkPojo response, String requestId) {
        var answer = XmlAnswer.of(200, operation + "Response", namespace, xml -> XmlShape.write(xml, response));
        return new Answer(answer.status(), answer.contentType(), answer.body(), RestOperations.headers(response));
    }

    @Override
    public Answer refuse(Problem problem, Optional<SdkPojo> members) {
        return XmlAnswer.error(namespace, problem, xml -> {
            if (members.isPresent()) {
                XmlShape.write(xml, members.get());
            }
        });
    }

    @Override
    public UnreadCodes unread() { return UnreadCodes.OF_XML; }
}

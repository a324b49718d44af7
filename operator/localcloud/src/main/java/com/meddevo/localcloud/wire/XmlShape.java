package com.meddevo.localcloud.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Model objects as XML, with the names that the model gives elements, lists' elements and maps' entries. */
final class XmlShape {

    private XmlShape() {}

    /** Writes what of an object belongs into a body, without an element around it. */
    static void write(XMLStreamWriter xml, SdkPojo pojo) throws XMLStreamException {
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (field.location() == MarshallLocation.PAYLOAD && value != null && !(value instanceof SdkAutoConstructList)
                    && !(value instanceof SdkAutoConstructMap)) {
                write(xml, field, field.unmarshallLocationName(), value);
            }
        }
    }

    private static void write(XMLStreamWriter xml, SdkField<?> field, String name, Object value) throws XMLStreamException {
        var isFlat = value instanceof List<?> && field.getTrait(ListTrait.class).isFlattened();
        if (isFlat) {
            elements(xml, field, name, (List<?>) value);
            return;
        }
        xml.writeStartElement(name);
        switch (value) {
            case SdkPojo pojo -> write(xml, pojo);
            case List<?> list ->
                elements(xml, field, Objects.requireNonNullElse(field.getTrait(ListTrait.class).memberLocationName(), "member"), list);
            case Map<?, ?> map -> entries(xml, field.getTrait(MapTrait.class), map);
            default -> xml.writeCharacters(PlainText.write(value));
        }
        xml.writeEndElement();
    }

    private static void elements(XMLStreamWriter xml, SdkField<?> field, String name, List<?> list) throws XMLStreamException {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        for (var element : list) {
            write(xml, member, name, element);
        }
    }

    private static void entries(XMLStreamWriter xml, MapTrait trait, Map<?, ?> map) throws XMLStreamException {
        for (var entry : map.entrySet()) {
            xml.writeStartElement("entry");
            xml.writeStartElement(trait.keyLocationName());
            xml.writeCharacters(entry.getKey().toString());
            xml.writeEndElement();
            write(xml, trait.valueFieldInfo(), trait.valueLocationName(), entry.getValue());
            xml.writeEndElement();
        }
    }
}

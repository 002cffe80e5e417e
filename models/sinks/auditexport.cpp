// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/auditexport.h"

#include "models/store/auditlog.h"
#include "models/store/auditquery.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

namespace muster {

namespace {

/// OTLP's AnyValue; a 64-bit number is a text there, as protobuf's JSON has it.
QJsonObject otlpValue(const QJsonValue &value) // NOLINT(misc-no-recursion): as deep as the facts
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return {{QStringLiteral("boolValue"), value.toBool()}};
    case QJsonValue::Double:
        if (const double number = value.toDouble(); std::trunc(number) != number)
            return {{QStringLiteral("doubleValue"), number}};
        return {{QStringLiteral("intValue"), QString::number(value.toInteger())}};
    case QJsonValue::Array: {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(otlpValue(item));
        return {{QStringLiteral("arrayValue"), QJsonObject{{QStringLiteral("values"), items}}}};
    }
    case QJsonValue::Object: {
        QJsonArray members;
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            members.append(QJsonObject{{QStringLiteral("key"), member.key()},
                                       {QStringLiteral("value"), otlpValue(member.value())}});
        return {{QStringLiteral("kvlistValue"), QJsonObject{{QStringLiteral("values"), members}}}};
    }
    case QJsonValue::String:
        return {{QStringLiteral("stringValue"), value.toString()}};
    default: // null and undefined: an AnyValue without a value
        return {};
    }
}

struct Severity
{
    int number;
    const char *name;
};

/// See opentelemetry.io/docs/specs/otel/logs/data-model, SeverityNumber.
Severity severityOf(const AuditEntry &entry)
{
    const QString outcome = auditOutcome(entry.event, entry.facts[u"outcome"].toString());
    if (outcome == u"failed" || entry.event == u"audit.mismatch" || entry.event == u"audit.unreadable")
        return {17, "ERROR"};
    const bool isWarning = outcome == u"halted" || outcome == u"paused" || outcome == u"refused"
        || outcome == u"cancelled" || entry.event == u"audit.recovered";
    return isWarning ? Severity{13, "WARN"} : Severity{9, "INFO"};
}

} // namespace

QByteArray openTelemetryLine(const AuditEntry &entry, const QString &words)
{
    QJsonArray attributes;
    const auto add = [&attributes](const QString &key, const QJsonValue &value) {
        attributes.append(QJsonObject{{QStringLiteral("key"), key}, {QStringLiteral("value"), otlpValue(value)}});
    };
    add(QStringLiteral("event.name"), entry.event);
    add(QStringLiteral("user.name"), entry.actor);
    add(QStringLiteral("muster.sequence"), entry.sequence);
    if (!entry.runId.isEmpty())
        add(QStringLiteral("muster.run"), entry.runId);
    add(QStringLiteral("muster.digest"), entry.digest);
    for (auto fact = entry.facts.begin(); fact != entry.facts.end(); ++fact)
        add(QStringLiteral("muster.fact.") + fact.key(), fact.value());
    const Severity severity = severityOf(entry);
    const QString time = QString::number(entry.at.toMSecsSinceEpoch()) + QStringLiteral("000000");
    const QJsonObject record{{QStringLiteral("timeUnixNano"), time},
                             {QStringLiteral("observedTimeUnixNano"), time},
                             {QStringLiteral("severityNumber"), severity.number},
                             {QStringLiteral("severityText"), QLatin1String(severity.name)},
                             {QStringLiteral("body"), otlpValue(words)},
                             {QStringLiteral("attributes"), attributes}};
    const QJsonObject service{{QStringLiteral("key"), QStringLiteral("service.name")},
                              {QStringLiteral("value"), otlpValue(QStringLiteral("muster"))}};
    const QJsonObject scope{
        {QStringLiteral("scope"), QJsonObject{{QStringLiteral("name"), QStringLiteral("muster.audit")}}},
        {QStringLiteral("logRecords"), QJsonArray{record}}};
    const QJsonObject resource{
        {QStringLiteral("resource"), QJsonObject{{QStringLiteral("attributes"), QJsonArray{service}}}},
        {QStringLiteral("scopeLogs"), QJsonArray{scope}}};
    return QJsonDocument(QJsonObject{{QStringLiteral("resourceLogs"), QJsonArray{resource}}})
        .toJson(QJsonDocument::Compact);
}

namespace {

Result<WrittenFile> exportCsv(const AuditLog &log, const std::vector<quint32> &sequences, const QString &file,
                              const std::function<QString(const QString &)> &words)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("sequence"), QStringLiteral("at"), QStringLiteral("event"),
                             QStringLiteral("what"), QStringLiteral("run"), QStringLiteral("actor"),
                             QStringLiteral("facts"), QStringLiteral("digest")}));
    for (const quint32 sequence : sequences) {
        TRY(entries, log.read(sequence, 1));
        for (const AuditEntry &entry : *entries) {
            for (const QString &cell :
                 {QString::number(entry.sequence), entry.at.toString(Qt::ISODateWithMs), entry.event,
                  words(entry.event), entry.runId, entry.actor,
                  QString::fromUtf8(QJsonDocument(entry.facts).toJson(QJsonDocument::Compact)), entry.digest})
                out->cell(cell.toStdString());
            TRY_VOID(out->endRow());
        }
    }
    return out->finish();
}

} // namespace

Result<WrittenFile> exportAuditEntries(const AuditLog &log, const std::vector<quint32> &sequences, AuditFormat format,
                                       const QString &file, const std::function<QString(const QString &)> &words)
{
    if (format == AuditFormat::Csv)
        return exportCsv(log, sequences, file, words);
    TRY(out, DurableWriter::create(file, Existing::Refuse));
    for (const quint32 sequence : sequences) {
        if (format == AuditFormat::JsonLines) {
            TRY(lines, log.readLines(sequence, 1));
            for (const QByteArray &line : *lines)
                TRY_VOID(out->append(line).and_then([&] { return out->append("\n"); }));
        } else {
            TRY(entries, log.read(sequence, 1));
            for (const AuditEntry &entry : *entries)
                TRY_VOID(out->append(openTelemetryLine(entry, words(entry.event)).append('\n')));
        }
    }
    TRY_VOID(out->finish());
    return WrittenFile{file, TextProfile::Machines, 0};
}

} // namespace muster

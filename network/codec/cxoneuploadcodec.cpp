// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneuploadcodec.h"

#include "network/codec/cxonevalues.h"

#include <algorithm>

namespace muster {

namespace {

/// Whether the platform gets just that text: it cuts blanks off, and what it makes of control characters is not known.
bool arrivesAsItIs(const QString &text)
{
    return text.isValidUtf16() && text.trimmed().size() == text.size()
        && std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

QString uploadRow(const QStringList &cells)
{
    QString row;
    for (const QString &cell : cells) {
        if (&cell != &cells.first())
            row += u',';
        const bool isQuoted = cell.contains(u',') || cell.contains(u'"');
        row += isQuoted ? u'"' + QString(cell).replace(u'"', QStringLiteral("\"\"")) + u'"' : cell;
    }
    return row;
}

constexpr QByteArrayView csvLineEnd = "\r\n";

bool optionalFlag(JsonReader &reader, const QJsonObject &object, const QString &path, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    return !value.isUndefined() && !value.isNull() && reader.boolean(object, path, name);
}

QJsonObject cxoneMemberObject(JsonReader &reader, const QJsonObject &object, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    if (!value.isObject())
        reader.note(QLatin1String(name),
                    value.isUndefined() ? QStringLiteral("missing") : QStringLiteral("not_object"));
    return value.toObject();
}

} // namespace

CxoneUploadFile::CxoneUploadFile(const QStringList &columns, const CxoneFileLimits &limits)
    : m_columns(columns)
    , m_limits(limits)
    , m_csv(uploadRow(columns).toUtf8() + csvLineEnd)
{
}

Result<CxoneUploadFile> CxoneUploadFile::of(const QStringList &columns, const CxoneFileLimits &limits)
{
    for (qsizetype at = 0; at < columns.size(); ++at) {
        if (columns[at].isEmpty() || !arrivesAsItIs(columns[at]) || columns.indexOf(columns[at]) != at)
            return failure(unusable("upload_columns", columns[at]));
    }
    if (columns.isEmpty() || uploadRow(columns).size() > limits.rowCharacters)
        return failure(unusable("upload_columns"));
    return CxoneUploadFile(columns, limits);
}

std::optional<ApiError> CxoneUploadFile::add(const QStringList &cells)
{
    const QString id = cells.value(0);
    if (cells.size() != m_columns.size())
        return unusable("upload_cells", id);
    if (id.isEmpty())
        return unusable("upload_no_id");
    if (m_ids.contains(id))
        return unusable("upload_repeated_id", id);
    for (qsizetype at = 0; at < cells.size(); ++at) {
        if (arrivesAsItIs(cells[at]))
            continue;
        ApiError error = unusable("upload_characters", id);
        error.details = {{m_columns[at], QStringLiteral("characters")}};
        return error;
    }
    const QString row = uploadRow(cells);
    if (row.size() > m_limits.rowCharacters)
        return unusable("upload_row_long", id);
    if (rows() == m_limits.rows)
        return fault(ErrorKind::LimitExceeded, "upload_rows", id);
    const QByteArray line = row.toUtf8();
    if (m_csv.size() + line.size() + csvLineEnd.size() > m_limits.bytes)
        return fault(ErrorKind::LimitExceeded, "upload_bytes", id);
    m_csv += line;
    m_csv += csvLineEnd;
    m_ids.insert(id);
    return std::nullopt;
}

QByteArray cxoneUploadBody(const QByteArray &csv, const QDateTime &expires, CxoneExisting existing,
                           CxoneSkillStart start)
{
    // By hand: the file may be large, and base64 has nothing that JSON would write otherwise.
    return R"({"listFile":")" + csv.toBase64() + R"(","fileName":"muster.csv","forceOverwrite":)"
        + (existing == CxoneExisting::Overwritten ? "true" : "false") + R"(,"expirationDate":")"
        + cxoneTimeText(expires).toLatin1() + R"(","startSkill":)" + (start == CxoneSkillStart::Yes ? "true" : "false")
        + R"(,"sendEmail":false})";
}

Result<QString> readCxoneUploadAnswer(const QByteArray &body)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    QString id = cxoneIdIn(reader, *object, {}, "jobId");
    if (reader.fault())
        return failure(*reader.fault());
    return id;
}

Result<QList<CxoneUploadJob>> readCxoneUploadJobs(const QByteArray &body)
{
    if (body.isEmpty())
        return QList<CxoneUploadJob>();
    return readList<CxoneUploadJob>(
        body, "uploadJobs", [](JsonReader &reader, const QJsonObject &job, const QString &path) {
            return CxoneUploadJob{.id = cxoneIdIn(reader, job, path, "jobId"),
                                  .listId = cxoneIdIn(reader, job, path, "listId"),
                                  .isComplete = optionalFlag(reader, job, path, "isComplete"),
                                  .isCancelled = optionalFlag(reader, job, path, "isCancelled")};
        });
}

Result<CxoneListFacts> readCxoneListFacts(const QByteArray &body)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    const QString path = QStringLiteral("resultSet");
    const QJsonObject list = cxoneMemberObject(reader, *object, "resultSet");
    CxoneListFacts facts{.name = reader.text(list, path, "listName"),
                         .status = reader.text(list, path, "status"),
                         .expires = cxoneTime(reader.optionalText(list, path, "listExpirationDate"))};
    facts.skills = cxoneSkillsIn(reader, list, path);
    if (reader.fault())
        return failure(*reader.fault());
    return facts;
}

Result<Dialer> readCxoneSkill(const QByteArray &body)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    // The specification has it flat; one client expects it in an array.
    const QString member = QStringLiteral("skills");
    const bool isFlat = !object->contains(member);
    const QString path = isFlat ? QString() : member + QStringLiteral("[0]");
    const QJsonObject skill = isFlat ? *object : reader.objectAt(reader.array(*object, {}, "skills"), 0, member);
    Dialer dialer{.id = cxoneIdIn(reader, skill, path, "skillId"), .name = reader.text(skill, path, "skillName")};
    const QJsonValue running = skill.value(QStringLiteral("isRunning"));
    if (running.isBool())
        dialer.state = running.toBool() ? Dialer::State::Running : Dialer::State::Stopped;
    if (reader.fault())
        return failure(*reader.fault());
    return dialer;
}

} // namespace muster

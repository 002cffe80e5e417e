// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptfolder.h"

#include "models/runs/run.h"
#include "models/store/durablefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype longestName = 80;
// Names that a run gives itself, and devices of Windows.
constexpr auto reserved = {"manifest", "transcripts", "con", "prn", "aux", "nul"};

bool isPlain(const QString &id)
{
    const auto plain
        = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_'; };
    const auto letters = std::count_if(id.begin(), id.end(), [](QChar c) { return c.isLetter(); });
    const auto taken = [&id](const char *name) { return id == QLatin1String(name); };
    return !id.isEmpty() && id.size() <= longestName && std::all_of(id.begin(), id.end(), plain)
        && id[0].isLetterOrNumber() && letters >= 2 // digits alone may be somebody's number
        && !id.startsWith(QLatin1String("interaction-")) && !id.startsWith(QLatin1String("com"))
        && !id.startsWith(QLatin1String("lpt")) && std::none_of(reserved.begin(), reserved.end(), taken);
}

} // namespace

QHash<QString, QString> transcriptNames(const QStringList &ids)
{
    QHash<QString, QString> names;
    names.reserve(ids.size());
    for (qsizetype at = 0; at < ids.size(); ++at)
        names.insert(ids[at],
                     isPlain(ids[at]) ? ids[at]
                                      : QStringLiteral("interaction-%1").arg(at + 1, 6, 10, QLatin1Char('0')));
    return names;
}

namespace {

constexpr qint64 maxTranscriptFile = 128LL * 1024 * 1024;
const QString manifestFormat = QStringLiteral("muster-transcripts");
const QString sideEnding = QStringLiteral(".findings.json");

QString pathIn(const QString &folder, const QString &name)
{
    return QDir(folder).filePath(name);
}

/// What the side file `name` tells of, where the file that it tells of is still the one that was written.
std::optional<TranscriptResult> proven(const QString &folder, const QString &name, const FindingsBinding &binding)
{
    const auto side = readWholeFile(pathIn(folder, name), maxFindingsFile);
    auto result = side ? readFindings(*side, binding) : tl::unexpected(side.error());
    if (!result)
        return std::nullopt;
    const auto file = readWholeFile(pathIn(folder, result->file), maxTranscriptFile);
    if (!file
        || QString::fromLatin1(QCryptographicHash::hash(*file, QCryptographicHash::Sha256).toHex()) != result->sha256)
        return std::nullopt;
    result->findingsFile = name;
    return *result;
}

QJsonArray placesJson(const TranscriptResult &result)
{
    QJsonArray places;
    for (const HeldTranscriptPlace &place : result.held)
        places.append(QJsonObject{
            {QStringLiteral("path"), place.path},
            {QStringLiteral("start"), qint64(place.begin)},
            {QStringLiteral("end"), qint64(place.end)},
            {QStringLiteral("entity"),
             QString::fromUtf8(entityKey(place.entity).data(), qsizetype(entityKey(place.entity).size()))},
            {QStringLiteral("sign"),
             QString::fromLatin1(leakSignKey(place.sign).data(), qsizetype(leakSignKey(place.sign).size()))}});
    return places;
}

QJsonObject writtenJson(const TranscriptResult &result, bool oneFile, int line)
{
    QJsonObject object{{QStringLiteral("interactionId"), result.interactionId},
                       {QStringLiteral("mediaType"), result.mediaType},
                       {QStringLiteral("timestamp"), result.timestamp.toString(Qt::ISODateWithMs)},
                       {QStringLiteral("bytes"), result.bytes},
                       {QStringLiteral("sha256"), result.sha256},
                       {QStringLiteral("counts"), countsJson(result.counts)}};
    object.insert(QStringLiteral("file"), oneFile ? QLatin1String(transcriptLinesName) : result.file);
    object.insert(QStringLiteral("findings_file"),
                  oneFile ? QLatin1String(transcriptLinesFindingsName) : result.findingsFile);
    if (oneFile)
        object.insert(QStringLiteral("line"), line);
    return object;
}

/// One file of many: a line each, in the order of the results. Gives its digest.
Result<QString> joined(const TranscriptClosing &closing, const char *name, bool sides)
{
    const QString path = pathIn(closing.order.order.folder, QLatin1String(name));
    TRY(writer, DurableWriter::create(path, Existing::Replace));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const TranscriptResult &result : closing.results) {
        if (result.fate != TranscriptFate::Written)
            continue;
        TRY(bytes,
            readWholeFile(pathIn(closing.order.order.folder, sides ? result.findingsFile : result.file),
                          maxTranscriptFile));
        // White space between members may hold line ends, strings cannot.
        *bytes = bytes->trimmed().replace('\n', ' ').replace('\r', ' ') + '\n';
        hash.addData(*bytes);
        TRY_VOID(writer->append(*bytes));
    }
    TRY_VOID(writer->finish());
    return QString::fromLatin1(hash.result().toHex());
}

QJsonObject manifestOf(const TranscriptClosing &closing)
{
    const bool oneFile = closing.order.order.format == TranscriptFormat::JsonLines;
    QJsonArray written, held, failed;
    QMap<TranscriptFate, QJsonArray> ids;
    std::array<std::uint64_t, entityCount> counts{};
    for (const TranscriptResult &result : closing.results) {
        switch (result.fate) {
        case TranscriptFate::Written:
            written.append(writtenJson(result, oneFile, int(written.size()) + 1));
            for (std::size_t entity = 0; entity < counts.size(); ++entity)
                counts[entity] += result.counts[entity];
            break;
        case TranscriptFate::Held:
            held.append(QJsonObject{{QStringLiteral("interactionId"), result.interactionId},
                                    {QStringLiteral("places"), placesJson(result)}});
            break;
        case TranscriptFate::Failed:
            failed.append(
                QJsonObject{{QStringLiteral("interactionId"), result.interactionId},
                            {QStringLiteral("reason"), result.error ? errorKindKey(result.error->kind) : QString()},
                            {QStringLiteral("code"), result.error ? result.error->code : QString()}});
            break;
        case TranscriptFate::Missing:
        case TranscriptFate::LeftOut:
        case TranscriptFate::Unexpected:
            ids[result.fate].append(result.interactionId);
            break;
        }
    }
    const PolicyBinding &policy = closing.order.policy;
    return {
        {QStringLiteral("format"), manifestFormat},
        {QStringLiteral("version"), 1},
        {QStringLiteral("run"), closing.binding.runId},
        {QStringLiteral("order"), closing.order.digest},
        {QStringLiteral("job"), closing.jobId},
        {QStringLiteral("written_at"), closing.at.toString(Qt::ISODateWithMs)},
        {QStringLiteral("file_format"), keyOf(closing.order.order.format)},
        // Positions in a plain text are not kept: it is made of what is masked already, and looked at once more.
        {QStringLiteral("findings_refer_to"),
         closing.order.order.format == TranscriptFormat::Text ? QStringLiteral("masked_json") : QStringLiteral("file")},
        {QStringLiteral("masked"), !closing.order.order.writeRaw},
        {QStringLiteral("settled"), closing.settled},
        {QStringLiteral("complete"), closing.complete},
        {QStringLiteral("policy"),
         QJsonObject{{QStringLiteral("name"), policy.name},
                     {QStringLiteral("version"), policy.version},
                     {QStringLiteral("digest"), policy.digest}}},
        {QStringLiteral("counts"), countsJson(counts)},
        {QStringLiteral("transcripts"), written},
        {QStringLiteral("held"), held},
        {QStringLiteral("failed"), failed},
        {QStringLiteral("missing"), ids[TranscriptFate::Missing]},
        {QStringLiteral("unexpected"), ids[TranscriptFate::Unexpected]},
        {QStringLiteral("left_out"), ids[TranscriptFate::LeftOut]}};
}

/// Of all files that a run may write.
QStringList everyName(const QHash<QString, QString> &names, TranscriptFormat format)
{
    const QLatin1String ending(format == TranscriptFormat::Text ? ".txt" : ".json");
    QStringList all = {QLatin1String(transcriptLinesName), QLatin1String(transcriptLinesFindingsName),
                       QLatin1String(transcriptManifestName)};
    for (const QString &name : names)
        all << name + ending << name + sideEnding;
    return all;
}

QJsonObject readManifest(const QString &folder, const FindingsBinding &binding)
{
    const auto bytes = readWholeFile(pathIn(folder, QLatin1String(transcriptManifestName)), maxTranscriptFile);
    const QJsonObject object = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    const bool ours = object[u"format"] == manifestFormat && object[u"run"] == binding.runId
        && object[u"order"] == binding.orderDigest;
    return ours ? object : QJsonObject();
}

/// A manifest may have been edited: nothing outside the folder is ever read because of it.
QString nameIn(const QJsonValue &value)
{
    const QString name = value.toString();
    return name.contains(u'/') || name == u"." || name == u".." ? QString() : name;
}

TranscriptResult ofManifest(const QJsonObject &object, TranscriptFate fate)
{
    TranscriptResult result{.interactionId = object[u"interactionId"].toString(),
                            .fate = fate,
                            .mediaType = object[u"mediaType"].toString(),
                            .timestamp = QDateTime::fromString(object[u"timestamp"].toString(), Qt::ISODateWithMs),
                            .file = nameIn(object[u"file"]),
                            .findingsFile = nameIn(object[u"findings_file"]),
                            .bytes = std::max<qint64>(0, object[u"bytes"].toInteger()),
                            .sha256 = object[u"sha256"].toString()};
    const QJsonObject counts = object[u"counts"].toObject();
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        if (const auto entity = entityOfKey(it.key().toStdString()))
            result.counts[static_cast<std::size_t>(*entity)] = quint64(std::max<qint64>(0, it->toInteger()));
    }
    return result;
}

std::optional<HeldTranscriptPlace> placeOf(const QJsonObject &object)
{
    const auto entity = entityOfKey(object[u"entity"].toString().toStdString());
    if (!entity)
        return std::nullopt;
    // Manifests of earlier versions know of shapes only.
    const auto sign = leakSignOfKey(object[u"sign"].toString().toStdString()).value_or(LeakSign::Shape);
    return HeldTranscriptPlace{object[u"path"].toString(), quint64(std::max<qint64>(0, object[u"start"].toInteger())),
                               quint64(std::max<qint64>(0, object[u"end"].toInteger())), *entity, sign};
}

QList<TranscriptResult> resultsOf(const QJsonObject &manifest)
{
    QList<TranscriptResult> results;
    const QJsonArray written = manifest[u"transcripts"].toArray();
    for (const QJsonValue &item : written)
        results.append(ofManifest(item.toObject(), TranscriptFate::Written));
    const QJsonArray held = manifest[u"held"].toArray();
    for (const QJsonValue &item : held) {
        TranscriptResult result = ofManifest(item.toObject(), TranscriptFate::Held);
        const QJsonArray places = item[u"places"].toArray();
        for (const QJsonValue &place : places) {
            if (const auto one = placeOf(place.toObject()))
                result.held.push_back(*one);
        }
        results.append(result);
    }
    const QJsonArray failed = manifest[u"failed"].toArray();
    for (const QJsonValue &item : failed)
        results.append(ofManifest(item.toObject(), TranscriptFate::Failed));
    for (const auto &[name, fate] :
         {std::pair("missing", TranscriptFate::Missing), std::pair("left_out", TranscriptFate::LeftOut),
          std::pair("unexpected", TranscriptFate::Unexpected)}) {
        const QJsonArray ids = manifest[QLatin1String(name)].toArray();
        for (const QJsonValue &id : ids)
            results.append(ofManifest({{QStringLiteral("interactionId"), id}}, fate));
    }
    return results;
}

Result<void> removePieces(const QString &folder, const FindingsBinding &binding)
{
    const QDir dir(folder);
    const QStringList sides = dir.entryList({u'*' + sideEnding}, QDir::Files);
    for (const QString &name : sides) {
        const auto side = readWholeFile(dir.filePath(name), maxFindingsFile);
        const auto result = side ? readFindings(*side, binding) : tl::unexpected(side.error());
        if (!result)
            continue;
        for (const QString &file : {result->file, name}) {
            TRY_VOID(removeDurably(dir.filePath(file)));
        }
    }
    return {};
}

/// Behind a manifest that says all: what a kill left of the files that were being written, and the pieces of one file.
Result<void> tidy(const QString &folder, const FindingsBinding &binding, bool oneFile)
{
    removeSideFiles(folder, everyName({}, TranscriptFormat::Json));
    return oneFile ? removePieces(folder, binding) : Result<void>();
}

} // namespace

Result<void> claimFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.exists() && !info.isSymLink())
        return makePrivateFolder(folder);
    if (!info.isDir())
        return failure(ErrorKind::File, "not_a_folder", folder);
    if (!QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return failure(ErrorKind::File, "folder_not_empty", folder);
    return {};
}

Result<QList<TranscriptResult>> writtenBefore(const QString &folder, const FindingsBinding &binding,
                                              const QStringList &ids, TranscriptFormat format)
{
    QList<TranscriptResult> results;
    const QHash<QString, QString> names = transcriptNames(ids);
    removeSideFiles(folder, everyName(names, format));
    for (const QString &id : ids) {
        const QString name = names.value(id);
        const auto result = proven(folder, name + sideEnding, binding);
        if (result && result->interactionId == id)
            results.append(*result);
    }
    return results;
}

Result<void> closeTranscripts(TranscriptClosing closing)
{
    const QString folder = closing.order.order.folder;
    QJsonObject manifest = manifestOf(closing);
    const bool oneFile = closing.order.order.format == TranscriptFormat::JsonLines;
    if (oneFile) {
        const auto lines = joined(closing, transcriptLinesName, false);
        TRY(sides, lines ? joined(closing, transcriptLinesFindingsName, true) : lines);
        manifest.insert(QStringLiteral("sha256"), *lines);
        manifest.insert(QStringLiteral("findings_sha256"), *sides);
    }
    const auto written = writeFileDurably(pathIn(folder, QLatin1String(transcriptManifestName)),
                                          QJsonDocument(manifest).toJson(QJsonDocument::Indented));
    return written && closing.settled ? tidy(folder, closing.binding, oneFile) : written;
}

Result<std::optional<QList<TranscriptResult>>> closedBefore(const QString &folder, const FindingsBinding &binding,
                                                            TranscriptFormat format)
{
    const QJsonObject manifest = readManifest(folder, binding);
    if (!manifest[u"settled"].toBool())
        return std::nullopt;
    TRY_VOID(tidy(folder, binding, format == TranscriptFormat::JsonLines));
    return resultsOf(manifest);
}

Result<QList<TranscriptResult>> foundBefore(const QString &folder, const FindingsBinding &binding,
                                            const QStringList &ids)
{
    if (!QFileInfo(folder).isDir())
        return failure(ErrorKind::File, "not_found", folder);
    if (const QJsonObject manifest = readManifest(folder, binding); !manifest.isEmpty())
        return resultsOf(manifest);
    QList<TranscriptResult> results;
    const QHash<QString, QString> names = transcriptNames(ids);
    for (const QString &id : ids) {
        const auto result = proven(folder, names.value(id) + sideEnding, binding);
        if (result && result->interactionId == id)
            results.append(*result);
    }
    return results;
}

Result<void> discardTranscripts(const QString &folder, const FindingsBinding &binding)
{
    const QJsonObject manifest = readManifest(folder, binding);
    if (manifest[u"settled"].toBool())
        return {};
    if (const auto removed = removePieces(folder, binding); !removed || manifest.isEmpty())
        return removed;
    for (const char *name : {transcriptLinesName, transcriptLinesFindingsName, transcriptManifestName}) {
        TRY_VOID(removeDurably(pathIn(folder, QLatin1String(name))));
    }
    return {};
}

} // namespace muster

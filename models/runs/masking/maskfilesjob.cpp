// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/maskfilesjob.h"

#include "models/rules/documents/maskreplacer.h"
#include "models/rules/documents/policyjson.h"
#include "models/rules/jsonmembers.h"
#include "models/sources/inputbytes.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/secretstore.h"

#include <QCoro/QCoroFuture>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QtConcurrent>
#include <algorithm>
#include <cerrno>
#include <numeric>
#include <poll.h>
#include <unistd.h>

namespace muster {

QCoro::Task<Result<PreparedPolicy>> prepareMasking(MaskPolicy policy, PseudonymKeys &keys, std::stop_token stop)
{
    PreparedPolicy prepared;
    if (needsKey(policy)) {
        CO_TRY(key, co_await keys.key(policy.name, stop));
        prepared.key = *key;
    }
    using Made = Result<std::shared_ptr<const MaskEngine>>;
    const QFuture<Made> making = QtConcurrent::run([policy] { return MaskEngine::make(policy); });
    const Made made = co_await making;
    if (!made)
        co_return tl::unexpected(made.error());
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    prepared.engine = *made;
    co_return Result<PreparedPolicy>(std::move(prepared));
}

namespace {

constexpr qsizetype longestName = 120;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString manifestIn(const QString &folder)
{
    return folder + QStringLiteral("/manifest.json");
}

/// Nobody reads standard output any more: what was asked for was given as far as it was wanted.
tl::unexpected<ApiError> nobodyReads()
{
    return failure(ErrorKind::Cancelled, "nobody_reads");
}

bool endsAll(const ApiError &error)
{
    return error.kind == ErrorKind::Cancelled || fileTrouble(error) == FileTrouble::DiskFull;
}

} // namespace

quint64 MaskFilesReport::held() const
{
    return std::accumulate(files.begin(), files.end(), quint64(0),
                           [](quint64 sum, const MaskedFile &file) { return sum + file.tally.held; });
}

qsizetype MaskFilesReport::failed() const
{
    return std::count_if(files.begin(), files.end(), [](const MaskedFile &file) { return file.error.has_value(); });
}

MaskFilesJob::MaskFilesJob(MaskFilesOrder order, PreparedPolicy prepared, Show show, std::stop_token stop)
    : m_order(std::move(order))
    , m_prepared(std::move(prepared))
    , m_show(std::move(show))
    , m_stop(std::move(stop))
    , m_names{QStringLiteral("manifest.json")}
{
}

MaskFilesReport MaskFilesJob::run()
{
    MaskFilesReport report;
    auto masker = m_prepared.masker();
    if (!masker) {
        report.error = masker.error();
        return report;
    }
    if (!m_order.folder.isEmpty()) {
        // A folder that is there keeps the rights its owner gave it.
        const bool isThere = QFileInfo(m_order.folder).isDir();
        if (const auto made = isThere ? Result<void>() : makePrivateFolder(m_order.folder); !made)
            report.error = made.error();
        else if (QFileInfo::exists(manifestIn(m_order.folder)))
            report.error = ApiError{
                .kind = ErrorKind::File, .code = QStringLiteral("exists"), .subject = manifestIn(m_order.folder)};
        if (report.error)
            return report;
    }
    for (const QString &source : m_order.files) {
        report.files.append(maskFile(source, *masker, report));
        if (report.error)
            break;
    }
    if (!m_order.folder.isEmpty()) {
        // Also of a work that was broken off: what stands in the folder is told.
        if (const auto written = writeManifest(report); !written && !report.error)
            report.error = written.error();
    }
    return report;
}

MaskedFile MaskFilesJob::maskFile(const QString &source, DocumentMasker &masker, MaskFilesReport &report)
{
    MaskedFile file;
    file.source = source;
    const QString name = m_order.folder.isEmpty() ? QString() : nameFor(source, masker);
    std::optional<DurableWriter> writer;
    QCryptographicHash digest(QCryptographicHash::Sha256);
    const auto write = [&](QByteArrayView bytes) -> Result<void> {
        digest.addData(bytes);
        return writer->append(bytes);
    };
    const auto take = [&](const MaskedPiece &piece, bool held) -> Result<void> {
        if (m_order.explain) {
            if (const auto explained = explain(source, piece); !explained)
                return explained;
        }
        if (held)
            return {};
        if (writer)
            return write(piece.document.bytes).and_then([&] { return write(piece.ending); });
        if (!m_order.explain && (!m_show(piece.document.bytes) || !m_show(piece.ending)))
            return nobodyReads();
        return {};
    };
    const auto work = [&]() -> Result<MaskTally> {
        TRY(input, InputBytes::open(source, m_stop));
        if (!name.isEmpty()) {
            TRY(made, DurableWriter::create(m_order.folder + u'/' + name, Existing::Refuse));
            writer.emplace(*std::move(made));
        }
        // The name of a file says whose it is where nothing in it does.
        const QString interaction = source == QLatin1String("-") ? QString() : QFileInfo(source).fileName();
        FileMasker work(masker, interaction, m_stop);
        return work.mask([&](qsizetype size) { return input->read(size); }, m_order.form, take);
    };
    const auto tally = work();
    if (!tally) {
        file.error = tally.error();
        if (endsAll(*file.error))
            report.error = file.error;
        return file;
    }
    file.tally = *tally;
    // What is held back in part is held back whole: a file with lines missing would pass for all of it.
    if (!writer || file.tally.held > 0)
        return file;
    if (const auto finished = writer->finish(); !finished) {
        file.error = finished.error();
        if (endsAll(*file.error))
            report.error = file.error;
        return file;
    }
    file.name = name;
    file.digest = QString::fromLatin1(digest.result().toHex());
    return file;
}

Result<void> MaskFilesJob::explain(const QString &source, const MaskedPiece &piece) const
{
    const MaskedDocument &document = piece.document;
    for (const DocumentFinding &finding : document.findings) {
        JsonWriter json;
        json.beginObject();
        json.member("file", source);
        if (piece.line > 0)
            json.member("line", qint64(piece.line));
        json.member("path", text(document.paths[finding.path]));
        if (finding.inKey)
            json.member("in_key", true);
        json.member("start", qint64(piece.in + finding.begin));
        json.member("end", qint64(piece.in + finding.end));
        json.member("entity", text(entityKey(finding.entity)));
        json.member("rule", text(document.rules[finding.rule]));
        json.member("score", qint64(finding.score));
        json.endObject();
        const QByteArray line = json.bytes() + '\n';
        if (!m_show(line))
            return nobodyReads();
    }
    return {};
}

/// The source's own name, unless masking finds something in it or it is taken already.
QString MaskFilesJob::nameFor(const QString &source, DocumentMasker &masker)
{
    const QFileInfo info(source);
    QString stem = source == QLatin1String("-") ? QStringLiteral("stdin") : info.completeBaseName();
    QString ending = info.suffix().isEmpty() || source == QLatin1String("-") ? QString() : u'.' + info.suffix();
    const auto masked = masker.maskText((stem + ending).toUtf8(), {});
    if (!masked || !masked->findings.empty() || !masked->isClean()) {
        stem = QStringLiteral("document");
        ending = ending.size() > 6 ? QString() : ending;
    }
    const auto tame = [](QString &part) {
        for (QChar &c : part) {
            if (c != u'-' && c != u'_' && c != u'.' && c != u' ' && !c.isLetterOrNumber())
                c = u'_';
        }
    };
    tame(stem);
    tame(ending);
    stem = stem.left(longestName);
    if (stem.isEmpty() || stem.startsWith(u'.'))
        stem.prepend(u'_');
    QString name = stem + ending.left(longestName);
    for (int number = 2; m_names.contains(name.toLower()); ++number)
        name = stem + u'-' + QString::number(number) + ending.left(longestName);
    m_names.insert(name.toLower());
    return name;
}

Result<void> MaskFilesJob::writeManifest(const MaskFilesReport &report) const
{
    JsonWriter json;
    json.beginObject();
    json.member("format", QStringLiteral("muster-masked-files"));
    json.member("version", qint64(1));
    json.beginObject("policy");
    json.member("name", m_prepared.policy().name);
    json.member("version", qint64(m_prepared.policy().version));
    json.member("sha256", policyDigest(m_prepared.policy()));
    json.endObject();
    json.beginArray("files");
    qint64 notWritten = 0;
    for (const MaskedFile &file : report.files) {
        if (file.name.isEmpty()) {
            ++notWritten; // their names may say more than they should
            continue;
        }
        json.beginObject();
        json.member("name", file.name);
        json.member("sha256", file.digest);
        json.member("form", text(documentFormKey(file.tally.form)));
        json.member("documents", qint64(file.tally.documents));
        json.member("strings", qint64(file.tally.strings));
        json.beginObject("findings");
        for (const Entity entity : allEntities) {
            if (const quint64 count = file.tally.counts[static_cast<std::size_t>(entity)]; count > 0)
                json.member(std::string(entityKey(entity)).c_str(), qint64(count));
        }
        json.endObject();
        json.endObject();
    }
    json.endArray();
    json.member("held_or_failed", notWritten);
    json.member("complete", !report.error && notWritten == 0);
    json.endObject();
    const QByteArray bytes = json.bytes() + '\n';
    return writeFileDurably(manifestIn(m_order.folder), bytes, Existing::Refuse);
}

} // namespace muster

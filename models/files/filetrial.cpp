// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/filetrial.h"

#include "models/rules/foreignformat.h"
#include "models/rules/masking/maskfinding.h"
#include "models/runs/masking/filemasker.h"
#include "models/runs/masking/masktrial.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/transcripts/transcriptreader.h"

namespace muster {

namespace {

/// What masking a file gives, as it would be written.
struct Masked
{
    QByteArray bytes;
    std::vector<WrittenFinding> findings;
    quint64 documents = 0, held = 0, unsure = 0;

    /// `place`: of the document in `bytes`, as a path.
    void add(const MaskedDocument &document, const std::string &place)
    {
        bytes += document.bytes;
        ++documents;
        held += document.isClean() ? 0 : 1;
        for (const DocumentFinding &finding : document.findings) {
            unsure += finding.score < reviewScore ? 1 : 0;
            findings.push_back({.path = place + document.paths[finding.path].substr(1),
                                .inKey = finding.inKey,
                                .begin = finding.outBegin,
                                .end = finding.outEnd,
                                .entity = finding.entity,
                                .rule = document.rules[finding.rule],
                                .score = finding.score,
                                .group = finding.group});
        }
    }
};

Result<Masked> maskLines(DocumentMasker &masker, const QByteArray &bytes, const MaskContext &context,
                         const std::stop_token &stop)
{
    Masked masked;
    masked.bytes = "[";
    qint64 number = 0;
    for (const QByteArray &line : bytes.split('\n')) {
        ++number;
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        if (line.trimmed().isEmpty())
            continue;
        auto document = masker.maskJson(line, context);
        if (!document) {
            document.error().detail = QString::number(number);
            return tl::unexpected(document.error());
        }
        if (masked.documents > 0)
            masked.bytes += ",\n";
        masked.add(*document, "$[" + std::to_string(masked.documents) + ']');
    }
    masked.bytes += "]";
    return masked;
}

Result<Masked> maskBytes(DocumentMasker &masker, const QByteArray &bytes, DocumentForm form,
                         const std::stop_token &stop)
{
    const MaskContext context = trialContext();
    if (form == DocumentForm::JsonLines)
        return maskLines(masker, bytes, context, stop);
    return (form == DocumentForm::Json ? masker.maskJson(bytes, context) : masker.maskText(bytes, context))
        .map([](const MaskedDocument &document) {
            Masked masked;
            masked.add(document, "$");
            return masked;
        });
}

} // namespace

Result<FileTrialView> maskFileToShow(const QString &file, const MaskPolicy &policy, const std::stop_token &stop)
{
    const Result<QByteArray> bytes = readWholeFile(file, triedFileLimit);
    if (!bytes && fileTrouble(bytes.error()) == FileTrouble::TooLarge) {
        return failure(ErrorKind::LimitExceeded, "file_too_large_to_try", file);
    }
    if (!bytes)
        return tl::unexpected(bytes.error());
    TRY_VOID(refusePacked(*bytes, file));
    TRY(masker, trialMasker(policy));
    const DocumentForm form = formatOfDocument(*bytes, true).value_or(DocumentForm::Text);
    Result<Masked> masked = maskBytes(*masker, *bytes, form, stop);
    if (!masked) {
        if (masked.error().subject.isEmpty())
            masked.error().subject = file;
        return tl::unexpected(masked.error());
    }
    TRY(read,
        form == DocumentForm::Text ? readTextTranscript(masked->bytes, masked->findings)
                                   : readTranscript(masked->bytes, masked->findings));
    auto transcript = std::make_shared<TranscriptText>(**read);
    transcript->masked = masked->held == 0; // text cannot say so itself, and several in one file say it each
    return FileTrialView{file, policy.name, std::move(transcript), masked->documents, masked->held, masked->unsure};
}

FileTrial::FileTrial(QObject *parent)
    : QObject(parent)
    , m_job(this, &FileTrial::masked, &FileTrial::failed)
{
}

void FileTrial::request(const QString &file, const MaskPolicy &policy)
{
    m_job.start([file, policy](const std::stop_token &stop) {
        return std::make_shared<Result<FileTrialView>>(maskFileToShow(file, policy, stop));
    });
}

void FileTrial::forget()
{
    m_job.cancel();
}

} // namespace muster

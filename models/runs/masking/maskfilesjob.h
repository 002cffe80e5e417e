// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"
#include "models/runs/masking/filemasker.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QFile>
#include <QSet>
#include <memory>
#include <stop_token>

namespace muster {

class PseudonymKeys;

/// A policy made ready. A value: any number of threads make a masker of their own of it.
struct PreparedPolicy
{
    std::shared_ptr<const MaskEngine> engine;
    Secret key; ///< Empty where the policy needs none.

    [[nodiscard]] const MaskPolicy &policy() const { return engine->policy(); }
    [[nodiscard]] Result<DocumentMasker> masker() const { return DocumentMasker::make(engine, key); }
};

/// Compiles the policy on a worker and takes its key out of the key store where it needs one. Errors as
/// MaskEngine::make() and PseudonymKeys::key(). `keys` must outlive the task.
[[nodiscard]] QCoro::Task<Result<PreparedPolicy>> prepareMasking(MaskPolicy policy, PseudonymKeys &keys,
                                                                 std::stop_token stop);

struct MaskFilesOrder
{
    QStringList files; ///< "-": standard input.
    QString folder; ///< Empty: nothing is written, the masked bytes go to `show`.
    std::optional<DocumentForm> form; ///< nullopt: as each file looks.
    bool explain = false; ///< A line of JSON for each finding goes to `show`, instead of the masked bytes.
};

/// What became of one file.
struct MaskedFile
{
    QString source; ///< As it was named.
    QString name; ///< In the folder; empty: nothing was written.
    QString digest; ///< SHA-256 of what was written, in hexadecimal.
    MaskTally tally;
    std::optional<ApiError> error; ///< Why it was not masked.
};

struct MaskFilesReport
{
    QList<MaskedFile> files; ///< Those that were begun.
    std::optional<ApiError> error; ///< Why it ended early: Cancelled, the folder, standard output.
    [[nodiscard]] quint64 held() const;
    [[nodiscard]] qsizetype failed() const;
};

/// Masks local files one after the other. Blocks: on a worker. What is written is new (a name that is taken is
/// refused), has mode 0600, is synced and gets its name when it is whole and clean; nothing unmasked is written
/// anywhere (S39). The folder gets manifest.json at the end.
class MaskFilesJob
{
public:
    /// `show` gives false when nobody reads on.
    using Show = std::function<bool(QByteArrayView bytes)>;

    MaskFilesJob(MaskFilesOrder order, PreparedPolicy prepared, Show show, std::stop_token stop);
    [[nodiscard]] MaskFilesReport run();

private:
    [[nodiscard]] MaskedFile maskFile(const QString &source, DocumentMasker &masker, MaskFilesReport &report);
    [[nodiscard]] Result<void> explain(const QString &source, const MaskedPiece &piece) const;
    [[nodiscard]] QString nameFor(const QString &source, DocumentMasker &masker);
    [[nodiscard]] Result<void> writeManifest(const MaskFilesReport &report) const;

    const MaskFilesOrder m_order;
    const PreparedPolicy m_prepared;
    const Show m_show;
    const std::stop_token m_stop;
    QSet<QString> m_names; ///< Given, in lower case.
};

} // namespace muster

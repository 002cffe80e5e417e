// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/columnprofile.h"
#include "models/rules/enrich/mappingsuggestions.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/sources/tablereader.h"
#include "network/wire/apierror.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <memory>
#include <stop_token>
#include <vector>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class Journal;

/// Tables that came from the clipboard, kept as private files (mode 0600) in the folder of the runs, so that they are
/// read, checked, sent and resumed as any other source. They go as soon as neither a window nor a run that can still be
/// taken up needs them. GUI thread; files are written on a worker.
class PastedTables : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxCharacters = 16 * 1024 * 1024; ///< A larger table is better a file.

    PastedTables(QString folder, Journal &journal, QObject *parent = nullptr);
    ~PastedTables() override { m_question.request_stop(); }

    /// Answered by one signal, unless another table, forget() or the end of this object comes first: then nothing is
    /// left of it. BadInput "paste_empty", "paste_too_large".
    void keep(const QString &text);
    void forget(); ///< The table that is being kept is wanted no more.
    /// Removes what this object kept, but for `inUse` and what open runs of the journal name.
    void tidy(const QString &inUse);

    [[nodiscard]] static bool isPasted(const QString &file); ///< By its name.
    /// For the start of Muster, when nobody writes there: also what a kill left half written.
    static void tidyAll(const QString &folder, const Journal &journal);

Q_SIGNALS:
    void kept(const QString &file);
    void failed(const muster::ApiError &error);

private:
    using Self = QPointer<PastedTables>;
    static QCoro::Task<void> answer(Self self, QString file, QString text, std::stop_token stop);

    const QString m_folder;
    Journal &m_journal;
    QStringList m_mine; ///< Files; another Muster may have its own beside them.
    std::stop_source m_question;
};

/// The beginning of a file, as a window shows it: how it is read, its first rows, what its columns hold, which column
/// may be meant for which attribute. Immutable once made; shared between threads. Cells of persons: never for a log.
struct SourceSample
{
    static constexpr qint64 maxProfiled = 20'000; ///< Rows that are profiled, whole blocks aside.
    static constexpr std::size_t maxBlocks = 64; ///< That are read, whatever is in them.
    static constexpr std::size_t maxRows = 200; ///< That are kept.

    EnrichSource source;
    bool isGuessed = false; ///< The format is a guess that the bytes do not prove.
    QStringList columns; ///< Empty when the file does not read as such a table at all.
    std::vector<std::shared_ptr<const RowBlock>> blocks; ///< What `rows` look at.
    std::vector<SourceRow> rows; ///< The first ones.
    std::vector<ColumnProfile> profiles; ///< One a column.
    qint64 profiled = 0; ///< Rows.
    bool isWhole = false; ///< The file has no more rows than `profiled`.
    QList<MappingSuggestion> suggestions;
    std::optional<ApiError> error; ///< Where reading ended before its time; what is before it stands.

    SourceSample() = default;
    SourceSample(const SourceSample &) = delete; // the rows look into the blocks
    SourceSample &operator=(const SourceSample &) = delete;

    /// Blocks; for a worker. Without `format` it is guessed. A sample always comes; see `error`.
    [[nodiscard]] static std::shared_ptr<const SourceSample> read(const QString &file,
                                                                  const std::optional<TableFormat> &format,
                                                                  const ListSchema &schema,
                                                                  const std::stop_token &stop);

private:
    [[nodiscard]] Result<void> readRows(const ListSchema &schema, const std::stop_token &stop);
    void take(const std::shared_ptr<const RowBlock> &block);
};
using SharedSourceSample = std::shared_ptr<const SourceSample>;

/// Reads the beginning of a file for a window, on a worker. An answer that a newer question overtook is dropped. GUI
/// thread.
class SampleReading : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SampleReading() override { m_question.request_stop(); }

    /// Without `format` it is guessed; the schema is what columns are suggested for.
    void request(const QString &file, const std::optional<TableFormat> &format, const ListSchema &schema);
    void cancel() { m_question.request_stop(); }

Q_SIGNALS:
    void loaded(const muster::SharedSourceSample &sample);

private:
    static QCoro::Task<void> answer(QPointer<SampleReading> self, QString file, std::optional<TableFormat> format,
                                    ListSchema schema, std::stop_token stop);

    std::stop_source m_question;
};

} // namespace muster

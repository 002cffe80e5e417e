// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/palette/namesearch.h"
#include "models/palette/usagememory.h"
#include "ui/palette/palettesource.h"

#include <QAbstractListModel>
#include <QList>

class QTimer;

namespace muster {

/// The entries of all sources that fit what is typed, the best first: at most NameSearch::mostHits rows. What was used
/// often and lately comes before its like, what is not available now behind it. Never blocks; see NameSearch.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        DetailRole,
        IconRole, ///< Name of the icon.
        KeysRole, ///< QKeySequence.
        ReasonRole,
        MarksRole, ///< QList<CharRange> of the title.
    };

    explicit PaletteModel(QObject *parent = nullptr);
    void addSource(PaletteSource *source); ///< Outlives the model, or is deleted before it is used again.
    void setUsage(const UsageMemory &usage) { m_usage = usage; }
    [[nodiscard]] const UsageMemory &usage() const { return m_usage; }

    void start(); ///< The palette opens: every source prepares, everything is looked up anew.
    void stop(); ///< It is closed: nothing is searched, whatever the sources say.
    void setQuery(const QString &typed) { m_search.setQuery(typed); }
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] qsizetype hitCount() const { return m_search.hitCount(); } ///< Also of those without a row.
    [[nodiscard]] QString waiting() const; ///< What the sources still wait for.
    [[nodiscard]] const PaletteEntry *entryAt(int row) const; ///< nullptr: no such row.
    /// Counts as a use. False: there is no such row, or it is not available now.
    bool open(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void found(); ///< The rows are those of the query.
    void waitingChanged();
    void used(); ///< usage() has changed.

private:
    struct Row
    {
        PaletteSource *source = nullptr;
        PaletteEntry entry;
        QList<CharRange> marks;
    };
    void readSources();
    [[nodiscard]] std::pair<PaletteSource *, qsizetype> at(qsizetype place) const;
    [[nodiscard]] NameSearch::Named named(qsizetype place, const QDateTime &now) const;
    void takeHits();

    QList<PaletteSource *> m_sources;
    std::vector<qsizetype> m_firstPlaces; ///< Of each source, and behind the last.
    NameSearch m_search;
    QTimer *m_reading = nullptr; ///< Several sources may change at once.
    UsageMemory m_usage;
    QList<Row> m_rows;
    bool m_isOpen = false;
};

} // namespace muster

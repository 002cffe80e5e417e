// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

namespace muster {

/// What the palette shows of one thing that can be done or opened.
struct PaletteEntry
{
    QString id; ///< Stable from one start to the next and unique among all sources: "segment/5f0c".
    QString title; ///< Plain text; words from outside were made visible before.
    QString kind; ///< "Audience segment", "Segments page". It is found by these words, too.
    QString detail; ///< Beside the title, for instance "in use".
    QString iconName;
    QKeySequence keys;
    QString reason; ///< Not empty: it is not available now, and why.
    QString otherWords; ///< It is found by these words, too; not shown.
};

/// Entries of one kind. The palette asks for them one by one and in its time: entry() has to be quick, and what it says
/// of a place stays true until changed(). Belongs to whoever adds it to the palette. GUI thread.
class PaletteSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual qsizetype count() const = 0;
    [[nodiscard]] virtual PaletteEntry entry(qsizetype place) const = 0;
    /// The palette is being opened: what is to be looked up may be asked for. Without waiting.
    virtual void prepare() { }
    /// Does it, or shows it. The palette is closed and the focus where it was before.
    virtual void open(const QString &id) = 0;
    /// What is still on its way, in words for the palette's foot; empty: nothing.
    [[nodiscard]] virtual QString waiting() const { return {}; }

Q_SIGNALS:
    void changed(); ///< Entries or waiting().
};

} // namespace muster

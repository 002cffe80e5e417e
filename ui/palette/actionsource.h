// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/palette/palettesource.h"

#include <QList>

class QAction;

namespace muster {

/// Actions that are always there: of the window, not of a page. Disabled ones say by their "whyNot" property why.
class ActionSource : public PaletteSource
{
    Q_OBJECT

public:
    static constexpr const char *whyNotProperty = "whyNot";

    using PaletteSource::PaletteSource;
    /// `action` has an objectName. `keys`: shown where somebody else gives them, as buttons of the navigation do.
    void add(QAction *action, const QString &kind, const QKeySequence &keys = {});
    [[nodiscard]] qsizetype count() const override { return m_actions.size(); }
    [[nodiscard]] PaletteEntry entry(qsizetype place) const override;
    void open(const QString &id) override;

private:
    struct One
    {
        QAction *action = nullptr;
        QString kind;
        QKeySequence keys;
        QString iconName;
    };
    QList<One> m_actions;
};

/// Words of a button or a menu entry without the mark of its mnemonic.
[[nodiscard]] QString plainLabel(const QString &text);

} // namespace muster

// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

#include <QFont>
#include <QObject>

namespace muster {

/// The look of the whole application: Fusion, a palette and a style sheet made from the tokens. Can be switched while
/// windows are open. GUI thread; one per application.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode {
        System, ///< What the desktop's own palette was at start; Qt 6.4 tells no more.
        Light,
        Dark,
    };

    [[nodiscard]] static Theme &instance();
    /// The first call also sets the style and remembers what the desktop's palette was.
    void apply(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] const DesignTokens &tokens() const { return m_dark ? darkTokens() : lightTokens(); }
    [[nodiscard]] QColor colour(ColourRole role) const { return colourOf(tokens(), role); }

    [[nodiscard]] static QFont titleFont(); ///< Page titles: 16 px at 96 dpi, semibold.
    [[nodiscard]] static QFont secondaryFont();
    [[nodiscard]] static QFont monoFont(); ///< Ids, digests, JSON.

Q_SIGNALS:
    void changed();

private:
    Theme() = default;
    Mode m_mode = Mode::System;
    bool m_dark = false;
    bool m_applied = false;
    bool m_systemDark = false;
};

} // namespace muster

// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

#include <QFont>
#include <QObject>
#include <QPalette>
#include <QPointer>

namespace muster {

class DesktopScheme;

/// The look of the whole application: Fusion, a palette and a style sheet made from the tokens. Can be switched while
/// windows are open. GUI thread; one per application.
///
/// Mode::System follows the desktop as it changes: what its portal says (see DesktopScheme), else whether the window
/// ground of the palette that the platform gives is dark. Contrast::System is high where the portal says so.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode {
        System, ///< As the desktop.
        Light,
        Dark,
    };

    [[nodiscard]] static Theme &instance();
    enum class Contrast {
        System, ///< As the desktop.
        Standard,
        High,
    };
    /// The first call also sets the style.
    void apply(Mode mode, Contrast contrast = Contrast::Standard);
    /// In percent of the desktop's size, 50 to 300; at once in every window, also for texts that have a font of their
    /// own. May be called before apply().
    void setTextSize(int percent);
    [[nodiscard]] int textSize() const { return m_textSize; }
    enum class PlatformChange {
        Palette, ///< QEvent::ApplicationPaletteChange: somebody may have put theirs in the place of ours.
        Theme, ///< QEvent::ThemeChange: theirs is another, behind ours.
    };
    /// A window was told so: looked at when the event is over.
    void platformChanged(PlatformChange change);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] Contrast contrast() const { return m_contrast; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] bool isHighContrast() const { return m_high; }
    [[nodiscard]] const DesignTokens &tokens() const;
    [[nodiscard]] QColor track() const; ///< What a bar fills.
    [[nodiscard]] QColor colour(ColourRole role) const { return colourOf(tokens(), role); }

    [[nodiscard]] static QFont titleFont(); ///< Page titles: 16 px at 96 dpi, semibold.
    [[nodiscard]] static QFont secondaryFont();
    [[nodiscard]] static QFont monoFont(); ///< Ids, digests, JSON.

Q_SIGNALS:
    void changed();
    void textSizeChanged();

private:
    Theme() = default;
    void start();
    void followPlatform();
    void show();
    [[nodiscard]] bool wantsDark() const;
    [[nodiscard]] bool wantsHighContrast() const;

    QPointer<DesktopScheme> m_desktop; ///< The application's; from the first time on that the desktop has a say.
    QPalette m_palette; ///< As it was set last: any other is the platform's.
    Mode m_mode = Mode::System;
    Contrast m_contrast = Contrast::Standard;
    int m_textSize = 100;
    bool m_dark = false;
    bool m_high = false;
    bool m_applied = false;
    bool m_platformDark = false;
    bool m_isFollowing = false; ///< followPlatform() is on its way, or palettes are being set.
};

} // namespace muster

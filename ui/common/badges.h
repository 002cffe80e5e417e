// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "network/wire/connectionprofile.h"
#include "ui/common/designtokens.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

[[nodiscard]] constexpr ColourRole toneColour(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColourRole::Muted;
    case Tone::Good:
        return ColourRole::Good;
    case Tone::Warn:
        return ColourRole::Warn;
    case Tone::Bad:
        return ColourRole::Bad;
    case Tone::Info:
        return ColourRole::Info;
    }
    return ColourRole::Text;
}

/// A state: icon, word and colour, never colour alone.
class StatusBadge : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBadge(QWidget *parent = nullptr);
    void setStatus(Tone tone, const QString &word);
    /// The same with an icon that says more than the tone does.
    void setStatus(Tone tone, const QString &word, const QString &iconName);
    [[nodiscard]] QString word() const;

private:
    void refresh();

    QLabel *m_icon = nullptr;
    PlainLabel *m_word = nullptr;
    QString m_iconName;
    Tone m_tone = Tone::Neutral;
};

[[nodiscard]] QString toneIconName(Tone tone);

/// Where am I? Word, colour and shape: production a filled square, test a diamond, sandbox a hexagon.
class EnvironmentBadge : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBadge(QWidget *parent = nullptr);
    void setEnvironment(Environment environment);
    [[nodiscard]] Environment environment() const { return m_environment; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    /// The shape as a character, for titles and plain text.
    [[nodiscard]] static QString shapeText(Environment environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Environment m_environment = Environment::Sandbox;
};

} // namespace muster

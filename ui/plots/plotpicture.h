// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QPicture>
#include <QSize>

namespace muster {

class TimeChart;

/// A plot as it was drawn at one moment. Taking one is quick and of the GUI thread; making a file of it is for a
/// worker.
class PlotPicture
{
public:
    PlotPicture(TimeChart &chart, const QColor &ground);

    [[nodiscard]] QImage image(int scale = 1) const; ///< `scale` times as large as it was shown.
    [[nodiscard]] QByteArray png() const; ///< Twice as large as it was shown, for documents.
    [[nodiscard]] QByteArray svg(const QString &title) const; ///< Texts stay texts.

private:
    QPicture m_picture;
    QSize m_size;
    QColor m_ground;
};

} // namespace muster

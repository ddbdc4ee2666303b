"""Pictures of figures: one description, one drawing of it, shown on pages as SVG and on paper by the kit."""

//! What a window shows, as the display has it: the pixels that a user sees, menu included, even where another window covers
//! them. The driver's own screenshots wait for ever where the web view paints without a graphics card.

use std::{
    error::Error,
    thread::sleep,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection as _,
    protocol::{
        composite::{ConnectionExt as _, Redirect},
        xproto::{AtomEnum, ConnectionExt as _, ImageFormat, MapState, Window},
    },
    rust_connection::RustConnection,
};

/// How long a window may go on changing before it is photographed all the same.
const PATIENCE: Duration = Duration::from_secs(5);

/// A display whose windows are kept whole as long as this lives.
pub struct Display {
    connection: RustConnection,
    root: Window,
}

impl Display {
    /// The display that the environment names.
    ///
    /// # Errors
    /// There is none, or it keeps no covered windows.
    pub fn open() -> Result<Self, Box<dyn Error>> {
        // A virtual display begins anew when its last window goes, and hangs up on whoever comes just then.
        let until = Instant::now() + PATIENCE;
        let (connection, screen) = loop {
            match x11rb::connect(None) {
                Err(_) if Instant::now() < until => sleep(Duration::from_millis(50)),
                connected => break connected?,
            }
        };
        let root = connection.setup().roots[screen].root;
        // Names of pixmaps came with version 0.2.
        connection.composite_query_version(0, 2)?.reply()?;
        connection.composite_redirect_subwindows(root, Redirect::AUTOMATIC)?.check()?;
        Ok(Self { connection, root })
    }

    /// The main window of a process as a PNG, once it has stopped changing.
    ///
    /// # Errors
    /// The process has no window, or the display does not give its picture.
    pub fn photograph(&self, process: u32) -> Result<Vec<u8>, Box<dyn Error>> {
        let window = self.largest_of(process)?.ok_or("the process has no window")?;
        let until = Instant::now() + PATIENCE;
        let mut last = self.pixels(window)?;
        loop {
            sleep(Duration::from_millis(40));
            let now = self.pixels(window)?;
            if now.rgb == last.rgb || Instant::now() > until {
                return now.png();
            }
            last = now;
        }
    }

    /// The largest visible window of a process.
    fn largest_of(&self, process: u32) -> Result<Option<Window>, Box<dyn Error>> {
        let owner = self.connection.intern_atom(false, b"_NET_WM_PID")?.reply()?.atom;
        let mut largest = None;
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            let property = self.connection.get_property(false, window, owner, AtomEnum::CARDINAL, 0, 1)?;
            // A window may go away while it is asked about.
            let Ok(property) = property.reply() else { continue };
            if property.value32().and_then(|mut values| values.next()) != Some(process) {
                continue;
            }
            let visible = self.connection.get_window_attributes(window)?.reply()?.map_state;
            let shape = self.connection.get_geometry(window)?.reply()?;
            let size = u32::from(shape.width) * u32::from(shape.height);
            if visible == MapState::VIEWABLE && largest.is_none_or(|(_, largest)| size > largest) {
                largest = Some((window, size));
            }
        }
        Ok(largest.map(|(window, _)| window))
    }

    fn pixels(&self, window: Window) -> Result<Pixels, Box<dyn Error>> {
        let shape = self.connection.get_geometry(window)?.reply()?;
        let pixmap = self.connection.generate_id()?;
        self.connection.composite_name_window_pixmap(window, pixmap)?.check()?;
        let image = self.connection.get_image(
            ImageFormat::Z_PIXMAP,
            pixmap,
            0,
            0,
            shape.width,
            shape.height,
            u32::MAX,
        )?;
        let data = image.reply()?.data;
        self.connection.free_pixmap(pixmap)?;
        let (width, height) = (u32::from(shape.width), u32::from(shape.height));
        if data.len() != 4 * width as usize * height as usize {
            return Err("the display has not 32 bits a pixel".into());
        }
        // Blue, green, red, and a byte that says nothing.
        let rgb = data.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        Ok(Pixels { width, height, rgb })
    }
}

struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Pixels {
    fn png(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgb)?;
        writer.finish()?;
        Ok(bytes)
    }
}
